"""What pages say around their articles, language by language.

Every language has the same five rows, in this order: words of navigation; whole lines (skip links, sharing, buttons,
advertisement marks, copyright, earlier and later posts); lines that open a list of other articles; lines that open the
form in which readers answer; and beginnings (by-lines and dates, reading times, sharing, newsletters, cookies, comment
forms, pictures). All are written in lower case, without marks at the ends; a line is compared with them by its letters.
"""

from __future__ import annotations

from enum import IntEnum


class Row(IntEnum):
    """Where a phrase stands, and so what it means."""

    NAVIGATION = 0
    LINES = 1
    RELATED = 2
    COMMENTS = 3
    BEGINNINGS = 4


_ENGLISH = """
explore | discover | browse | trending | popular | forum | forums | community | events | gallery | photos | weather
| opinion | business | politics | technology | science | health | sports | culture | lifestyle | my profile
| settings | sign out | view cart | cart | checkout | wishlist | dark mode | light mode | table of contents
| print page

skip to article | skip to footer | skip to search | skip to primary navigation | skip to sidebar | open navigation
| close navigation | toggle search | toggle dark mode | open search | close search | search for | view cart
| share this with | share with | share your thoughts | share your opinion | spread the word | click to share
| click to print | click to email | share on facebook share on x | share on pinterest | share on reddit
| share on telegram | share on bluesky | share on mastodon | share on threads | copy url | copy this link
| link copied to clipboard | copy to clipboard | send by email | send to a friend | save article | save this article
| save this story | bookmark this | add to bookmarks | add to reading list | gift this article | give this article
| listen to article | listen to this story | listen now | play audio | listen to this post | print article
| print story | print friendly | download pdf | download as pdf | view as pdf | article continues | story continues
| continue with a free account | subscribe to continue | subscribe to read | subscribe for free | subscribe today
| already a subscriber | already a member | become a member | become a subscriber | start free trial
| start your free trial | try for free | unlock this article | create a free account | register for free
| sign in to continue | log in to continue | continue with google | continue with facebook | continue with email
| support our work | support our journalism | support independent journalism | make a donation | donate now
| buy me a coffee | buy us a coffee | sign me up | count me in | join now | thanks for subscribing
| no spam, unsubscribe anytime | unsubscribe at any time | unsubscribe anytime | you can unsubscribe at any time
| by subscribing you agree to our terms | follow us on linkedin | follow us on youtube | follow us on google news
| more by this author | more from this writer | view all posts | view all articles | view more posts | see all posts
| see all articles | view profile | view full profile | meet the author | advertiser disclosure
| affiliate disclosure | this post may contain affiliate links | this article contains affiliate links
| our editorial standards | paid post | partner content | sponsored post | branded content | from our partners
| from our sponsors | skip advertisement | remove ads | why am i seeing this ad | close ad | ad feedback
| promoted content | sponsored links | more newsletters | previous | prev post | newer post | older post | next up
| next article | back to blog | back to all posts | back to news | back to home | back to articles | back to index
| return to blog | all articles | all news | browse all articles | comments | comment | 0 comments
| be the first to comment | be the first to reply | be the first to comment on this article | leave your comment
| join the conversation now | show all comments | sort by newest | sort by oldest | newest first | oldest first
| most liked | report comment | report this comment | report a problem | report an error | report abuse
| suggest a correction | submit a correction | see an error | found a mistake | found a typo | spotted an error
| rate this article | rate this post | rate this page | was this helpful | did you find this helpful
| did this answer your question | give feedback | send feedback | leave feedback | edit on github
| view source on github | view on github | improve this page | suggest an edit | accept | accept and continue
| accept and close | i accept | i agree | got it | ok, got it | decline | decline all | reject | reject cookies
| reject all cookies | only necessary cookies | accept necessary cookies | allow all | allow all cookies | deny
| manage preferences | manage consent | cookie preferences | cookie notice | cookie consent | your privacy choices
| privacy notice | privacy statement | privacy & cookies | site map | advertise with us | advertise | press room
| media kit | corrections policy | submit a tip | email newsletters | rss feed

you may also enjoy | you might like | you might also enjoy | you might be interested in | more to read
| more to explore | more in this series | more in this section | more from us | more from our blog | more on this
| more news | more headlines | more posts | more reading | similar articles | similar posts | similar stories
| other posts | other news | other stories | related coverage | related video | related videos | related items
| related resources | related insights | related documents | related entries | in case you missed it | icymi
| from the archive | from the archives | from our archive | featured articles | featured posts | featured stories
| editor's choice | editors’ picks | editor’s picks | staff picks | top posts | hot topics | today's top stories
| new on the site | what others are reading | what we're reading | popular now | popular stories
| popular on this site | people also read | readers also liked | readers also enjoyed | next in this series
| explore more | discover more | continue exploring | see also from this blog | latest from the blog
| latest updates | latest insights | recommended stories | recommended posts | recommended for you
| recommended content | around the web | from around the web | from the web | sponsored stories | promoted stories
| keep exploring

comments | leave your comment | leave your reply | leave a response | share your thoughts | join the discussion
| join the conversation | have your say | reader comments | readers' comments | add your comment | post your comment
| submit a comment | write a reply | post a reply | discuss this article

enter your e-mail | enter your name | your name | your email address | your e-mail address will not
| email address will | email (required) | name (required) | website (optional) | type your comment
| write your comment | required fields | all fields are required | fields marked with | you can use these html tags
| you can use markdown | comments are moderated | comments on this article | comments for this post
| this comment section is | please be respectful | please read our comment policy | please enable javascript
| javascript is disabled | your browser does not support | sign up here to | sign up now | sign up today
| sign up to get | sign up for free | sign up for a | subscribe and get | subscribe to get | subscribe to receive
| subscribe now for | subscribe to the | subscribe via | subscribe here | join thousands of | join more than
| get our best | get our newsletter | get our latest | get updates | get new posts | receive the latest
| receive new posts | delivered straight to your inbox | be the first to know | don't miss out on
| stay up to date with our | stay up-to-date with our | by signing up | by clicking | by submitting this form
| by providing your email | you're reading a free | you have reached your | you have read your | you've read your
| you have free articles | to continue reading | to read the full | already have an account | don't have an account
| if you enjoyed this | if you liked this article | if you found this article helpful | enjoyed this article
| liked this article | like this post | did you like this | did you enjoy this | found this useful | tell us what
| let us know in the comments | follow me on | follow the author on | find me on | connect with us
| like us on facebook | join us on | tweet this | click to share on | click to email | opens in new window | share:
| share by | copy link to | we and our partners | we value your privacy | we care about your privacy
| we use technologies such as | our site uses cookies | our website uses cookies | this page uses cookies
| to provide the best experiences | to give you the best | by accepting | by using our site
| if you continue to use this site | by browsing this website | you can change your cookie
| this article was originally published | this article was first published | this article originally appeared
| this post was originally published | this story was originally published | originally published at
| originally published on | originally published in | originally posted on | first published on | first published in
| first published at | this entry was posted | this entry was tagged | this post was tagged | bookmark the permalink
| date published | publication date | published date | publish date | last edited | last reviewed | last revised
| last changed | page last updated | page last modified | this page was last | article by | story by | reported by
| edited by | reviewed by | fact checked by | medically reviewed by | translated by | contributed by:
| photo courtesy | photo credits | photography by | photos by | image courtesy | image via | image copyright
| image caption | illustration by | video by | afp via | ap photo | read also: | also read: | read more:
| read more about: | next article: | next post: | previous article: | previous post: | up next: | tagged:
| filed to: | est. reading time | est. read time | approximate reading time | average reading time | listen to audio
| listen to the audio | the views expressed | opinions expressed | the opinions expressed | all content copyright
| content is licensed under | this work is licensed under | except where otherwise noted, content
| unless otherwise stated, content | reproduction without permission | theme by | designed by | website by | site by
| a project of | registered charity
"""

_GERMAN = """
aktuelles | nachrichten | politik | wirtschaft | sport | kultur | panorama | wissen | digital | meinung | wetter
| veranstaltungen | presse | karriere | mediathek | merkliste | warenkorb | einloggen | ausloggen | profil
| einstellungen | übersicht | service | startseite | home | zur startseite | seite drucken

zur navigation springen | zur suche springen | zum seitenanfang | zum seitenende | zum artikel springen
| menü schließen | suche öffnen | suche schließen | navigation schließen | teilen | jetzt teilen | artikel merken
| artikel empfehlen | artikel anhören | artikel speichern | beitrag drucken | seite teilen | seite empfehlen
| link kopieren | link kopiert | auf x teilen | auf linkedin teilen | auf xing teilen | auf whatsapp teilen
| auf pinterest teilen | über whatsapp teilen | auf bluesky teilen | auf mastodon teilen | per mail teilen
| per mail versenden | per e-mail versenden | weiterempfehlen | kommentieren | jetzt kommentieren
| kommentare anzeigen | alle kommentare anzeigen | kommentare lesen | kommentare ausblenden | mitdiskutieren
| jetzt mitdiskutieren | keine kommentare | noch keine kommentare | antworten | kommentar senden
| kommentar absenden | kommentar melden | kommentar speichern | weitere kommentare laden | mehr laden
| mehr anzeigen | weniger anzeigen | alle anzeigen | mehr lesen | weiter lesen | jetzt weiterlesen | zum artikel
| jetzt lesen | jetzt abonnieren | jetzt anmelden | jetzt registrieren | jetzt kostenlos testen | kostenlos testen
| abo testen | abo abschließen | bereits abonniert | bereits abonnent | sie haben bereits ein abo
| newsletter bestellen | zum newsletter anmelden | für den newsletter anmelden | jetzt spenden | spenden
| unterstützen sie uns | mitglied werden | folgen sie uns | folgt uns | folge uns | folgen sie uns auf facebook
| anzeigen | werbeanzeige | gesponsert | bezahlter inhalt | anzeige schließen | ende der anzeige | werbung schließen
| vorherige seite | nächste seite | ältere beiträge | neuere beiträge | älterer beitrag | neuerer beitrag
| vorheriger | nächster | zurück zur übersicht | zurück zur startseite | zurück zum blog | alle beiträge
| alle artikel | alle beiträge anzeigen | alle artikel anzeigen | mehr von diesem autor | über die redaktion | autor
| zum profil | cookies akzeptieren | alle cookies akzeptieren | alle akzeptieren | alle ablehnen | ablehnen
| akzeptieren | einverstanden | verstanden | nur notwendige cookies | cookie-richtlinie | cookie-hinweis
| cookie einstellungen | privatsphäre-einstellungen | datenschutzeinstellungen | datenschutz-einstellungen
| datenschutzhinweise | barrierefreiheit | nutzungsbedingungen | allgemeine geschäftsbedingungen | mediadaten
| fehler melden | fehler gefunden | war dieser artikel hilfreich | war diese seite hilfreich | artikel bewerten
| seite bearbeiten

auch interessant für sie | mehr aus diesem ressort | mehr aus der rubrik | mehr zu | mehr artikel | mehr nachrichten
| mehr beiträge | lesen sie mehr | lesen sie weiter | lesetipps | unsere lesetipps | leseempfehlungen
| empfehlungen der redaktion | empfohlene artikel | empfohlene beiträge | für sie empfohlen | weitere themen
| weitere nachrichten | weitere meldungen | weitere informationen zum thema | ähnliche themen | zum weiterlesen
| passend zum thema | passende artikel | verwandte inhalte | beliebte artikel | beliebte beiträge | beliebt
| aktuelle beiträge | aktuelle artikel | neueste artikel | letzte beiträge | top-themen | top themen
| meistgelesene artikel | meist gelesen | am meisten gelesen | aus dem archiv | dazu passend
| das könnte sie interessieren | das könnte dich interessieren | vielleicht auch interessant | nicht verpassen

kommentar hinzufügen | ihr kommentar | dein kommentar | ihre meinung | deine meinung | schreib einen kommentar
| schreiben sie den ersten kommentar | jetzt mitdiskutieren | leserkommentare | was denken sie
| sagen sie ihre meinung | einen kommentar schreiben | einen kommentar hinterlassen

dieser artikel erschien | dieser artikel ist zuerst | dieser beitrag wurde | dieser eintrag wurde
| zuerst erschienen | zuerst veröffentlicht | geschrieben von | verfasst von | ein beitrag von | ein gastbeitrag von
| bildnachweis | bildrechte | titelbild: | fotograf: | © | rubrik: | rubriken: | tags: | lesedauer | lesezeit:
| geschätzte lesedauer | voraussichtliche lesezeit | anhören | mit dem laden | mit klick auf | mit der anmeldung
| durch die weitere nutzung | um unsere webseite | um ihnen ein optimales | um dir ein optimales
| um kommentieren zu können | um einen kommentar | bitte melden sie sich | bitte melde dich | bitte loggen sie sich
| bitte aktivieren sie javascript | melden sie sich für | melden sie sich jetzt | melde dich für | melde dich jetzt
| melden sie sich zum | tragen sie sich | trage dich | erhalten sie unseren | erhalte unseren
| erhalten sie die neuesten | abonniere unsere | abonnieren sie jetzt | abonniere jetzt
| bleiben sie auf dem laufenden | bleib auf dem laufenden | keine nachricht mehr verpassen | hat ihnen der artikel
| hat dir der artikel | dir gefällt | ihnen gefällt | wenn ihnen dieser | wenn dir dieser | teile diesen
| teilen sie diesen | folgen sie uns | folge uns auf | folgt uns auf | unsere website verwendet
| unsere webseite verwendet | unsere website nutzt | diese webseite verwendet | diese webseite nutzt
| diese website nutzt | diese seite nutzt | auf dieser website werden | auf unserer website werden
| wir und unsere partner | wir setzen cookies | wir benutzen cookies | cookies helfen uns | ihre e-mail-adresse
| deine e-mail-adresse | pflichtfelder sind | alle rechte vorbehalten | vorheriger artikel: | nächster artikel:
| vorheriger beitrag: | nächster beitrag: | lesen sie auch: | lesen sie mehr: | lesen sie dazu: | mehr dazu:
| mehr zum thema:
"""

_FRENCH = """
actualités | actualité | politique | économie | société | culture | sport | sports | sciences | santé | opinions
| débats | météo | podcasts | vidéos | agenda | emploi | boutique | panier | profil | paramètres | thèmes
| découvrir | qui sommes-nous | nous contacter | faire un don | mon profil | déconnexion | inscription | langues
| ressources

aller à la navigation | aller à la recherche | aller au menu | aller au pied de page | passer la navigation
| accès direct au contenu | fermer le menu | ouvrir la recherche | fermer la recherche | partager
| partager l’article | partager cette page | partager ce contenu | partagez cet article | partagez | partager sur x
| partager sur linkedin | partager sur whatsapp | partager par email | partager par mail | envoyer par e-mail
| envoyer par mail | envoyer à un ami | copier le lien | lien copié | enregistrer l'article | sauvegarder l'article
| ajouter aux favoris | imprimer l'article | imprimer cette page | écouter | écouter cet article
| offrir cet article | lire plus | lire plus tard | lire l'article | lire l’article | voir plus | voir moins
| voir tout | afficher plus | afficher la suite | charger plus | suivez-nous | nous suivre
| suivez-nous sur facebook | suivez-nous sur twitter | je m'abonne | je m’abonne | abonnez-vous
| s'abonner maintenant | déjà abonné | déjà abonné ? se connecter | article réservé aux abonnés
| réservé aux abonnés | contenu réservé aux abonnés | cet article est réservé aux abonnés | essai gratuit
| soutenez-nous | nous soutenir | faire un don | publicités | contenu sponsorisé | contenu partenaire | sponsorisé
| passer la publicité | fermer la publicité | la suite après la publicité | la suite après cette publicité
| après la publicité | page précédente | page suivante | précédent | suivant | articles plus anciens
| articles plus récents | article plus ancien | article plus récent | billet précédent | billet suivant
| publication précédente | publication suivante | retour à l'accueil | retour à l’accueil | retour au blog
| retour aux actualités | retour à la liste | tous les articles | toutes les actualités | voir tous les articles
| tous ses articles | à propos de l'autrice | l'auteur | auteur | voir le profil | répondre | publier
| publier le commentaire | envoyer le commentaire | signaler | signaler un abus | signaler une erreur
| aucun commentaire | pas de commentaire | commentaires fermés | les commentaires sont fermés
| voir les commentaires | afficher les commentaires | lire les commentaires | charger plus de commentaires
| tout accepter | accepter | accepter et fermer | accepter tout | accepter les cookies | refuser | tout refuser
| continuer sans accepter | personnaliser | j'accepte | paramétrer | gérer les cookies | gérer mes cookies
| politique de cookies | politique des cookies | conditions générales d'utilisation | conditions générales de vente
| plan du site | accessibilité | cet article vous a-t-il été utile | cette page vous a-t-elle été utile
| modifier cette page

aussi sur le site | à découvrir | à découvrir aussi | à voir aussi | voir aussi sur ce site | lisez aussi
| pour aller plus loin sur notre site | autres articles | d'autres articles | plus d'articles | plus d’articles
| nos derniers articles | les derniers articles | derniers billets | dernières actualités | dernières nouvelles
| dernières publications | les plus consultés | les plus populaires | les plus partagés | articles populaires
| articles les plus lus | nos recommandations | recommandé pour vous | recommandés pour vous
| sélection de la rédaction | la sélection de la rédaction | nos lecteurs ont aussi lu
| ces articles peuvent vous intéresser | cela peut vous intéresser | ça peut vous intéresser
| vous aimerez peut-être | vous pourriez être intéressé par | contenus similaires | contenus associés
| contenus liés | publications similaires | publications liées | billets similaires | dans le même thème
| dans la même catégorie | sur le même thème | plus sur ce sujet | à ne pas manquer | sujets liés | thèmes associés
| dossiers liés

poster votre commentaire | votre commentaire | votre réaction | réagissez | réagir à cet article | vos commentaires
| vos réactions | participer à la discussion | rejoindre la discussion | écrire une réponse | laisser une réponse
| laissez une réponse | donnez votre avis | soyez le premier à commenter | déposer un commentaire

écrit par | rédigé par | article écrit par | propos recueillis par | traduit par | date de publication | modifié le
| dernière mise à jour | dernière modification | première publication | mise à jour : | publié initialement
| cet article a été publié | cet article est paru | initialement publié | paru dans | paru le | durée de lecture
| temps de lecture estimé | temps estimé | photos : | crédits : | © | mots clés : | mot-clé : | tags : | rubrique :
| partager : | partagez sur | partager cet | envoyer à | lire aussi : | lire aussi | à lire : | à lire aussi :
| article précédent : | article suivant : | suivez-nous sur | retrouvez-nous sur | rejoignez-nous sur | suivre sur
| abonnez-vous pour | abonnez-vous gratuitement | inscrivez-vous pour | recevez chaque | recevez gratuitement
| recevez par | recevoir notre | recevoir la newsletter | pour recevoir | ne manquez rien | ne ratez rien
| restez informé | restez au courant | entrez votre | saisissez votre | votre adresse | votre e-mail | votre email
| en vous inscrivant | en vous abonnant | en cliquant sur | vous pouvez vous désinscrire
| vous pouvez vous désabonner | pour poursuivre votre lecture | pour lire la suite | il vous reste
| cet article est réservé | vous avez aimé | si cet article vous a plu | vous avez repéré une erreur
| nous et nos partenaires | avec votre accord, nous | notre site utilise | ce site web utilise | ce site utilise
| les cookies nous | nous respectons votre vie privée | pour laisser un commentaire | pour commenter
| connectez-vous pour | veuillez activer javascript | tous droits réservés
"""

_SPANISH = """
noticias | actualidad | política | economía | sociedad | cultura | deportes | ciencia | salud | opinión | tecnología
| tiempo | vídeos | videos | agenda | empleo | tienda | carrito | perfil | ajustes | configuración | cerrar sesión
| explorar | quienes somos | sobre nosotros | nosotros | contáctanos | contáctenos | recursos | donar | colabora
| buscador | hemeroteca

saltar a la navegación | saltar al contenido principal | ir a la navegación | ir al menú | ir al pie de página
| cerrar menú | abrir búsqueda | compartir | compartir artículo | compartir esta página | compartir este post
| comparte | comparte este post | comparte esta noticia | compartir noticia | compartir en x | compartir en linkedin
| compartir en whatsapp | compartir por correo | compartir por email | enviar por correo | enviar por email
| enviar a un amigo | copiar enlace | enlace copiado | copiar link | guardar artículo | guardar
| guardar para después | añadir a favoritos | imprimir artículo | imprimir página | escuchar | escuchar artículo
| escuchar noticia | leer más tarde | leer artículo | leer el artículo | leer artículo completo
| leer noticia completa | ver más | ver menos | ver todo | ver todos | mostrar más | cargar más | síguenos
| síguenos en facebook | síguenos en twitter | síguenos en redes | síguenos en redes sociales | suscríbete ahora
| suscríbete gratis | ya soy suscriptor | ¿ya eres suscriptor | contenido exclusivo para suscriptores
| solo para suscriptores | exclusivo suscriptores | hazte socio | hazte suscriptor | prueba gratis | apóyanos
| haz una donación | dona ahora | anuncios | patrocinado | contenido de marca | continúa leyendo
| continúa después de la publicidad | la noticia continúa después de la publicidad | cerrar anuncio
| página anterior | página siguiente | anterior | siguiente | entradas antiguas | entradas recientes
| entradas más antiguas | entrada más reciente | entrada antigua | publicación anterior | publicación siguiente
| siguiente publicación | noticia anterior | noticia siguiente | siguiente artículo | volver al inicio
| volver al blog | volver a noticias | volver a la portada | volver | todos los artículos | todas las noticias
| ver todas las noticias | ver todas las entradas | ver todos los artículos | más de este autor | autor | ver perfil
| responder | comentar | enviar comentario | publicar un comentario | publicar el comentario | sin comentarios
| no hay comentarios | comentarios cerrados | ver comentarios | mostrar comentarios | ocultar comentarios
| cargar más comentarios | reportar | denunciar | aceptar | aceptar todo | aceptar todas | aceptar cookies
| aceptar todas las cookies | rechazar | rechazar todo | rechazar todas | configurar cookies
| configuración de cookies | preferencias de cookies | gestionar cookies | aviso de privacidad | mapa del sitio
| mapa web | accesibilidad | ¿te ha resultado útil | ¿te fue útil este artículo | ¿te resultó útil esta página
| editar esta página

te podría interesar | también te podría interesar | podría interesarte | también podría interesarte
| te recomendamos | le puede interesar | le recomendamos | recomendado | recomendados | recomendado para ti
| artículos recomendados | contenido recomendado | noticias recomendadas | artículos similares | artículos populares
| artículos recientes | últimos artículos | últimas entradas | últimas publicaciones | publicaciones recientes
| publicaciones similares | entradas similares | entradas populares | noticias similares | notas relacionadas
| otras noticias | otros artículos | más noticias de | más leídas | más leídos | las más leídas | los más leídos
| lo más visto | lo más popular | lo último | no te pierdas | no te lo pierdas | ver también en este sitio | lee más
| lea más | lee además | lea además | sigue leyendo sobre | más sobre | más de esta sección | enlaces relacionados
| tal vez te interese | quizá te interese | quizás te pueda interesar | para leer más en este sitio

comenta | coméntanos | tu comentario | su comentario | tu opinión | danos tu opinión | deja tu comentario
| deja tu respuesta | deje su comentario | deje un comentario | escribe tu comentario | escriba un comentario
| añade un comentario | participa | únete a la conversación | sé el primero en comentar | publica un comentario
| qué opinas | comentarios de los lectores

escrito por | redactado por | por la redacción | traducido por | fecha de publicación | fecha de actualización
| última modificación | actualizado: | publicado: | publicado originalmente | este artículo fue publicado
| este artículo se publicó | artículo publicado | esta entrada fue publicada | tiempo de lectura: | foto: | fotos:
| imágenes: | ilustración: | crédito: | créditos: | pie de foto | © | archivado en: | compartir: | comparte:
| compartir en | compártelo en | lee también: | lea también: | te puede interesar: | artículo anterior:
| siguiente artículo: | síguenos en | síguenos a través | encuéntranos en | únete a nuestro | únete a nuestra
| únete a | suscríbete para | suscríbete y | suscríbase y | suscribirme | recibe nuestro | recibe nuestra
| recibe en tu | recibe gratis | apúntate a | no te pierdas | mantente informado | mantente al día | introduce tu
| ingresa tu | ingrese su | tu correo | tu email | su correo | su email | al suscribirte | al suscribirse
| al registrarte | al hacer clic | si continúa navegando | si continúas navegando | si sigues navegando
| puedes darte de baja | para seguir leyendo | para continuar leyendo | este contenido es exclusivo
| si te ha gustado | si te gustó este | ¿te ha gustado | ¿te gustó | nosotros y nuestros socios | nuestro sitio usa
| nuestra web utiliza | nuestro sitio utiliza | esta web utiliza | esta web usa | esta página web utiliza
| este portal utiliza | las cookies nos | valoramos tu privacidad | nos importa tu privacidad | para comentar
| para dejar un comentario | inicia sesión para | conéctate para | por favor, activa javascript
| todos los derechos reservados
"""

_PORTUGUESE = """
notícias | política | economia | sociedade | cultura | esportes | desporto | ciência | saúde | opinião | tecnologia
| tempo | vídeos | agenda | loja | carrinho | perfil | definições | configurações | sair | explorar | quem somos
| sobre nós | fale conosco | contacto | contactos | contatos | recursos | doar | apoie | procurar | idiomas

ir para a navegação | ir para o menu | ir para o rodapé | pular para o conteúdo principal
| saltar para o conteúdo principal | fechar menu | abrir busca | abrir pesquisa | compartilhar | partilhar
| compartilhe | compartilhar artigo | partilhar artigo | compartilhe esta notícia | compartilhe esta página
| compartilhar esta página | compartilhar no x | compartilhar no twitter | compartilhar no linkedin
| compartilhar no whatsapp | compartilhar por e-mail | partilhar no facebook | partilhar por email
| enviar por e-mail | enviar por email | enviar a um amigo | copiar link | copiar ligação | link copiado
| salvar artigo | guardar artigo | salvar para depois | adicionar aos favoritos | imprimir artigo | imprimir página
| ouvir | ouvir artigo | ouvir notícia | ler mais | ler mais tarde | ler artigo | ler o artigo
| ler notícia completa | ver mais | ver menos | ver tudo | ver todos | mostrar mais | carregar mais | siga-nos
| siga-nos no facebook | siga-nos no twitter | siga-nos nas redes sociais | assine já | assine agora | subscrever
| subscreva | já sou assinante | já é assinante | conteúdo exclusivo para assinantes | exclusivo para assinantes
| só para assinantes | teste grátis | apoie-nos | doe agora | anúncios | patrocinado | conteúdo patrocinado
| conteúdo de marca | depois da publicidade | continua após o anúncio | fechar anúncio | página anterior
| próxima página | página seguinte | anterior | seguinte | próximo | postagem anterior | próxima postagem
| postagens mais antigas | postagens mais recentes | postagem mais antiga | postagem mais recente
| publicação anterior | publicação seguinte | artigo seguinte | notícia anterior | próxima notícia
| voltar ao início | voltar ao blog | voltar para o blog | voltar às notícias | voltar para a página inicial
| todos os artigos | todas as notícias | ver todos os artigos | ver todas as notícias | mais deste autor | autor
| ver perfil | responder | comentar | enviar comentário | publicar comentário | postar um comentário
| enviar um comentário | sem comentários | nenhum comentário | comentários encerrados | ver comentários
| mostrar comentários | carregar mais comentários | denunciar | reportar erro | aceitar | aceitar tudo
| aceitar todos | aceitar cookies | aceitar todos os cookies | rejeitar | rejeitar todos | recusar | gerir cookies
| gerenciar cookies | configurações de cookies | definições de cookies | preferências de cookies
| política de cookies | aviso de privacidade | aviso legal | mapa do site | acessibilidade | este artigo foi útil
| esta página foi útil | editar esta página

você pode gostar | você pode se interessar | você pode se interessar por | você também pode se interessar
| pode gostar também | também pode gostar | pode interessar-lhe | poderá também gostar | recomendado | recomendados
| recomendado para você | recomendados para você | artigos recomendados | artigos similares | artigos semelhantes
| artigos recentes | artigos populares | últimos artigos | últimas publicações | últimos posts
| publicações recentes | publicações semelhantes | postagens relacionadas | postagens recentes | postagens populares
| matérias relacionadas | notícias recentes | outras notícias | outros artigos | mais artigos | mais notícias
| mais sobre | mais sobre este assunto | mais sobre este tema | mais lidos | as mais lidas | os mais lidos
| mais vistas | mais populares | em destaque | não perca | veja mais | leia ainda | ler também | leia mais sobre
| temas relacionados | assuntos relacionados | links relacionados

comente | deixe o seu comentário | deixe a sua opinião | deixe sua opinião | deixe sua resposta | deixe uma opinião
| seu comentário | o seu comentário | sua opinião | escreva um comentário | escreva o seu comentário
| faça um comentário | adicione um comentário | participe da conversa | seja o primeiro a comentar | o que você acha
| comentários dos leitores

escrito por | redigido por | por redação | da redação | traduzido por | data de publicação | última atualização
| última modificação | atualizado: | atualizada em | publicado: | publicado por | publicada em
| publicado originalmente | este artigo foi publicado | tempo de leitura: | tempo estimado de leitura | foto:
| fotos: | fotografia: | imagens: | ilustração: | crédito da foto | legenda: | © | palavras-chave | etiquetas:
| categorias: | categoria: | compartilhar: | partilhar: | compartilhe: | compartilhe em | partilhe no | leia também:
| leia mais: | artigo anterior: | próximo artigo: | siga-nos no | siga-nos em | siga o nosso | encontre-nos no
| junte-se a | junte-se ao | participe do nosso | assine para | assine e receba | inscreva-se para | inscreva-se e
| subscreva a nossa | subscreva a | receba as | receba os | receba o nosso | receba grátis | não perca
| fique por dentro | fique informado | mantenha-se informado | insira o seu | insira seu | digite seu
| introduza o seu | o seu email | o seu e-mail | seu e-mail | seu email | ao se inscrever | ao subscrever
| ao clicar | se continuar a navegar | você pode cancelar | pode cancelar | para continuar lendo
| para continuar a ler | este conteúdo é exclusivo | se você gostou | gostou do artigo | gostou deste
| gostou da matéria | nós e os nossos parceiros | nós e nossos parceiros | nosso site usa | nosso site utiliza
| o nosso site usa | o nosso site utiliza | este website utiliza | este portal utiliza | utilizamos cookies
| usamos cookies | valorizamos sua privacidade | para comentar | faça login para | entre para comentar
| inicie sessão para | por favor, ative | todos os direitos reservados
"""

_ITALIAN = """
notizie | attualità | politica | economia | società | cultura | sport | scienza | salute | opinioni | tecnologia
| meteo | video | agenda | lavoro | negozio | carrello | profilo | impostazioni | esci | esplora | il blog | risorse
| dona ora | sostienici | lingua | cerca nel sito | cookie | iscriviti | accedi al sito | area riservata | home page

salta alla navigazione | vai al menu | vai alla navigazione | vai al contenuto principale
| salta al contenuto principale | vai al piè di pagina | chiudi menu | condividi | condividi l'articolo
| condividi articolo | condividi su x | condividi su linkedin | condividi su whatsapp | condividi via email
| condividi questa pagina | condividi questo post | invia per email | invia via email | invia a un amico
| copia link | copia il link | link copiato | salva articolo | salva per dopo | aggiungi ai preferiti
| stampa articolo | stampa questa pagina | ascolta | ascolta l'articolo | leggi | leggi di più | leggi l'articolo
| leggi l'articolo completo | leggi ancora | mostra altro | mostra di più | mostra meno | vedi tutti | vedi tutto
| carica altri | seguici | seguici su facebook | seguici su twitter | seguici sui social | abbonati ora
| iscriviti ora | sei già abbonato | contenuto riservato agli abbonati | solo per abbonati | prova gratis
| sostienici | fai una donazione | dona ora | annunci | sponsorizzato | contenuto sponsorizzato
| continua dopo la pubblicità | l'articolo continua dopo la pubblicità | chiudi annuncio | pagina precedente
| pagina successiva | precedente | successivo | post precedente | post successivo | articoli meno recenti
| articoli più recenti | prossimo articolo | torna alla home | torna al blog | torna alle notizie
| tutti gli articoli | tutte le notizie | vedi tutti gli articoli | altri articoli dell'autore | autore
| vedi profilo | rispondi | commenta | invia commento | pubblica commento | nessun commento | non ci sono commenti
| commenti chiusi | i commenti sono chiusi | mostra commenti | vedi commenti | segnala | segnala un errore | accetta
| accetta tutti | accetta tutto | accetta i cookie | accetta tutti i cookie | accetto | rifiuta | rifiuta tutti
| rifiuta tutto | gestisci cookie | gestisci preferenze | preferenze cookie | impostazioni cookie | cookie policy
| privacy policy | termini di servizio | condizioni d'uso | mappa del sito | accessibilità
| questo articolo ti è stato utile | questa pagina ti è stata utile | modifica questa pagina

potrebbero interessarti | potrebbero interessarti anche | ti potrebbero interessare | ti potrebbe anche interessare
| ti può interessare | ti consigliamo | consigliati | consigliati per te | raccomandati | articoli consigliati
| articoli popolari | articoli più letti | ultimi articoli | ultime notizie | ultimi post | post recenti
| post simili | altri articoli | altre notizie | notizie simili | contenuti simili | leggi pure | leggi altro
| vedi anche su questo sito | per approfondire su questo sito | dello stesso autore | sullo stesso argomento
| sullo stesso tema | più letti | più popolari | in evidenza | da non perdere | non perdere | argomenti correlati

lascia una risposta | lascia un tuo commento | lascia il tuo commento | il tuo commento | la tua opinione
| di' la tua | commenta | partecipa alla discussione | scrivi una risposta | inserisci un commento
| pubblica un commento | invia un commento | cosa ne pensi | i commenti dei lettori

scritto da | redatto da | articolo di | testo di | traduzione di | tradotto da | data di pubblicazione
| ultima modifica | aggiornato: | pubblicato: | pubblicato originariamente | questo articolo è stato
| articolo pubblicato | tempo di lettura: | tempo stimato di lettura | foto: | immagine: | immagini:
| illustrazione: | crediti: | credits: | didascalia: | © | parole chiave | etichette: | condividi: | leggi anche:
| leggi anche | approfondisci: | articolo precedente: | articolo successivo: | seguici su | trovaci su | unisciti a
| unisciti alla | iscriviti a | iscriviti al | iscriviti per | abbonati a | abbonati per | ricevi la | ricevi le
| ricevi gli | ricevi ogni | non perderti | resta aggiornato | rimani aggiornato | inserisci la tua
| inserisci il tuo | la tua email | il tuo indirizzo | iscrivendoti | cliccando su | continuando a navigare
| proseguendo la navigazione | puoi annullare | per continuare a leggere | questo contenuto è riservato
| se ti è piaciuto | ti è piaciuto | noi e i nostri partner | il nostro sito utilizza | il nostro sito usa
| il sito utilizza | il sito usa | questo sito si serve | per commentare | per lasciare un commento | accedi per
| effettua il login | abilita javascript | tutti i diritti riservati | riproduzione riservata
"""

_DUTCH = """
nieuws | politiek | economie | cultuur | sport | wetenschap | gezondheid | opinie | weer | video's | agenda
| vacatures | winkel | winkelwagen | profiel | instellingen | uitloggen | thema's | onderwerpen | dossiers | columns
| doneer | zoek | meer | home

ga naar de inhoud | ga naar hoofdinhoud | direct naar inhoud | naar hoofdinhoud | menu openen | menu sluiten | delen
| deel dit bericht | deel deze pagina | deel op twitter | deel op x | deel op linkedin | deel via whatsapp
| deel via e-mail | delen via e-mail | delen op facebook | kopieer link | link gekopieerd | artikel opslaan
| bewaar artikel | artikel printen | print dit artikel | luister | luister naar artikel | lees het artikel
| lees het hele artikel | lees het volledige artikel | meer lezen | toon meer | meer tonen | bekijk meer
| bekijk alles | bekijk alle | laad meer | volg ons | volg ons op facebook | volg ons op twitter | abonneer nu
| neem een abonnement | word abonnee | al abonnee | word lid | inschrijven | schrijf je in | meld je aan
| aanmelden voor de nieuwsbrief | steun ons | doneer nu | advertenties | gesponsord | lees verder na de advertentie
| lees verder onder de advertentie | de tekst gaat verder onder de advertentie
| artikel gaat verder onder de advertentie | vorige pagina | volgende pagina | vorige | volgende | vorig artikel
| volgend artikel | oudere berichten | nieuwere berichten | terug naar overzicht | terug naar home | terug naar blog
| alle artikelen | alle berichten | meer van deze auteur | auteur | bekijk profiel | reageer | reageren
| reactie plaatsen | plaats reactie | verstuur reactie | geen reacties | reacties gesloten | toon reacties
| bekijk reacties | beantwoorden | accepteren | alles accepteren | alle cookies accepteren | cookies accepteren
| weigeren | alles weigeren | akkoord | cookie-instellingen | cookievoorkeuren | cookiebeleid | cookieverklaring
| privacyverklaring | privacy | toegankelijkheid | was dit artikel nuttig | was deze pagina nuttig | fout melden
| bewerk deze pagina | auteursrecht

gerelateerd | gerelateerd nieuws | gerelateerde onderwerpen | verwante artikelen | vergelijkbare artikelen
| aanbevolen | aanbevolen artikelen | aanbevolen voor jou | meer artikelen | meer nieuws | meer over | meest bekeken
| populair | populaire artikelen | populaire berichten | recente artikelen | recente berichten | laatste nieuws
| laatste artikelen | nieuwste artikelen | lees meer over | lees verder over | ook interessant
| dit vind je misschien ook interessant | dit vind je misschien ook leuk | misschien ook interessant | bekijk ook
| andere artikelen | niet te missen | uitgelicht

laat een bericht achter | laat je reactie achter | schrijf een reactie | jouw reactie | uw reactie | praat mee
| discussieer mee | geef je mening | reageer op dit artikel | reageer als eerste | reacties van lezers
| plaats een opmerking

geschreven door | door de redactie | vertaald door | publicatiedatum | laatst bijgewerkt | laatst gewijzigd
| laatste update | bijgewerkt: | gepubliceerd: | gepubliceerd door | gepubliceerd in | dit artikel verscheen
| dit artikel is eerder | eerder verschenen | leestijd: | geschatte leestijd | foto: | foto's: | afbeelding:
| illustratie: | fotograaf: | © | trefwoorden: | tags: | rubriek: | categorie: | delen: | deel via | lees ook:
| lees meer: | vorig artikel: | volgend artikel: | volg ons op | volg ons via | vind ons op | schrijf je nu
| schrijf u in | abonneer je op | abonneer u op | ontvang onze | ontvang elke | mis niets | blijf op de hoogte
| vul je e-mailadres | vul uw e-mailadres | je e-mailadres | uw e-mailadres | door je in te schrijven
| om verder te lezen | dit artikel is alleen | vond je dit | wat vond je | wij en onze partners
| onze website gebruikt | onze site gebruikt | deze website maakt gebruik | deze site maakt gebruik
| wij maken gebruik van cookies | om te reageren | om een reactie | log in om | je moet inloggen
| schakel javascript | alle rechten voorbehouden
"""

_POLISH = """
aktualności | wiadomości | polityka | gospodarka | kultura | sport | nauka | zdrowie | opinie | pogoda | wideo
| praca | sklep | koszyk | profil | ustawienia | wyloguj | wyloguj się | wyszukaj | kontakt | archiwum | kategorie
| tagi | wesprzyj nas | zarejestruj

przejdź do głównej treści | przejdź do menu | przejdź do nawigacji | przejdź do stopki | otwórz menu | zamknij menu
| udostępnij | udostępnij artykuł | udostępnij na facebooku | udostępnij na twitterze | podziel się
| podziel się artykułem | tweetnij | wyślij e-mailem | wyślij znajomemu | kopiuj link | skopiuj link | skopiowano
| zapisz artykuł | zapisz na później | wydrukuj | drukuj artykuł | posłuchaj | posłuchaj artykułu | czytaj
| czytaj artykuł | czytaj cały artykuł | czytaj całość | pokaż więcej | pokaż mniej | zobacz więcej
| zobacz wszystkie | załaduj więcej | obserwuj nas | śledź nas | polub nas na facebooku | zapisz się
| subskrybuj newsletter | kup subskrypcję | masz już subskrypcję | wesprzyj nas | wpłać | reklamy
| artykuł sponsorowany | materiał sponsorowany | materiał partnera | dalsza część artykułu pod reklamą
| dalsza część tekstu pod reklamą | ciąg dalszy pod reklamą | poprzednia strona | następna strona | poprzedni
| następny | poprzedni artykuł | następny artykuł | starsze wpisy | nowsze wpisy | wróć na górę | powrót do góry
| wróć do bloga | powrót na stronę główną | wszystkie artykuły | wszystkie wpisy | więcej od tego autora | autor
| zobacz profil | odpowiedz | skomentuj | wyślij komentarz | opublikuj komentarz | brak komentarzy
| możliwość komentowania została wyłączona | pokaż komentarze | zobacz komentarze | zgłoś | zgłoś błąd | akceptuję
| akceptuj | akceptuj wszystkie | zaakceptuj wszystkie | odrzuć | odrzuć wszystkie | zgadzam się
| ustawienia cookies | ustawienia plików cookie | polityka cookies | polityka plików cookies | mapa strony
| dostępność | czy ten artykuł był pomocny | edytuj tę stronę

podobne | polecane | polecamy | polecane artykuły | polecane dla ciebie | warto przeczytać | przeczytaj także
| przeczytaj też | przeczytaj również | zobacz też | zobacz również | czytaj również | więcej artykułów
| więcej na ten temat | więcej o | najnowsze | najnowsze artykuły | najnowsze wpisy | ostatnie wpisy
| ostatnie artykuły | najpopularniejsze | popularne | popularne artykuły | popularne wpisy | może cię zainteresować
| może cię również zainteresować | to może cię zainteresować | powiązane | powiązane tematy | powiązane treści
| inne artykuły | nie przegap | w tym temacie

skomentuj | dodaj swój komentarz | napisz komentarz | zostaw odpowiedź | dodaj odpowiedź | twój komentarz
| twoja opinia | dołącz do dyskusji | podziel się opinią | wyraź swoją opinię | co o tym sądzisz
| komentarze czytelników

napisany przez | napisał | napisała | autorzy: | tłumaczenie: | data publikacji | ostatnia aktualizacja
| aktualizacja: | zaktualizowano: | opublikowany | opublikowana | artykuł ukazał się | czas czytania:
| szacowany czas czytania | zdjęcia: | fot.: | źródło zdjęcia | © | słowa kluczowe | kategoria: | kategorie:
| udostępnij: | udostępnij na | czytaj też: | czytaj także: | zobacz też: | przeczytaj też: | poprzedni wpis:
| następny wpis: | obserwuj nas na | śledź nas na | znajdź nas na | dołącz do nas | dołącz do naszego
| subskrybuj nasz | zapisz się, aby | zapisz się i | bądź na bieżąco | nie przegap | podaj swój | podaj adres
| wpisz swój | twój e-mail | twój email | zapisując się | kontynuując przeglądanie | korzystając z tej strony
| możesz zrezygnować | aby czytać dalej | aby przeczytać cały | jeśli spodobał | podobał ci się
| my i nasi partnerzy | nasza strona używa | nasza strona korzysta | nasza witryna | serwis używa | serwis korzysta
| strona korzysta z plików | strona używa plików | korzystamy z plików | używamy cookies | pliki cookie pomagają
| aby dodać komentarz | aby skomentować | zaloguj się, aby | włącz javascript | wszystkie prawa zastrzeżone
| wszelkie prawa
"""

_SWEDISH = """
nyheter | politik | ekonomi | kultur | sport | vetenskap | hälsa | åsikter | väder | jobb | butik | varukorg
| profil | inställningar | logga ut | kontakt | meny | kategorier | taggar | stöd oss | utforska | sök på sajten
| startsida

hoppa till innehållet | hoppa till huvudinnehåll | gå till innehåll | gå till innehållet | öppna meny | stäng meny
| dela artikel | dela på facebook | dela på twitter | dela på x | dela på linkedin | dela via e-post | dela sidan
| tipsa en vän | kopiera länk | länk kopierad | spara artikel | spara | skriv ut | skriv ut artikeln | lyssna
| lyssna på artikeln | läs hela artikeln | läs artikeln | fortsätt läsa | läs vidare | visa mer | visa fler
| visa mindre | visa alla | ladda fler | följ oss | följ oss på facebook | prenumerera nu | bli prenumerant
| redan prenumerant | bli medlem | stöd oss | ge en gåva | annonser | sponsrad | sponsrat innehåll | betalt innehåll
| artikeln fortsätter efter annonsen | föregående sida | nästa sida | föregående | nästa | föregående artikel
| nästa artikel | äldre inlägg | nyare inlägg | tillbaka till toppen | till startsidan | tillbaka till bloggen
| alla artiklar | alla inlägg | författare | visa profil | svara | kommentera | skicka kommentar
| publicera kommentar | inga kommentarer | kommentarer är stängda | visa kommentarer | rapportera | acceptera
| acceptera alla | godkänn | godkänn alla | godkänn alla cookies | avvisa | avvisa alla | neka alla
| cookieinställningar | hantera cookies | cookiepolicy | om cookies | personuppgifter | tillgänglighet | webbkarta
| alla rättigheter reserverade | var den här sidan till hjälp

relaterat | relaterade nyheter | relaterat innehåll | rekommenderat | rekommenderade artiklar | mer om
| mer om ämnet | mer från | fler artiklar | fler nyheter | andra artiklar | mest lästa | mest läst just nu
| populärt | populära artiklar | populära inlägg | senaste nytt | senaste nyheterna | senaste artiklarna
| senaste inläggen | läs mer om | läs vidare om | du kanske också gillar | du kanske också är intresserad av
| missa inte | se även på sajten | tidigare artiklar

skriv en kommentar | lämna ett svar | lämna en kommentar | din kommentar | kommentera artikeln
| delta i diskussionen | vad tycker du | läsarnas kommentarer | svara på inlägget

skriven av | datum för publicering | publicerad: | publicerat: | publicerad den | uppdaterad: | uppdaterad den
| uppdaterat | senast uppdaterad | senast ändrad | lästid: | beräknad lästid | foto: | foton: | bild: | fotograf:
| © | kategori: | kategorier: | etiketter: | dela: | dela på | läs också: | läs även: | läs mer:
| föregående inlägg: | nästa inlägg: | följ oss på | hitta oss på | prenumerera på | anmäl dig till
| registrera dig för | få vårt nyhetsbrev | få våra | missa inga | håll dig uppdaterad | ange din e-post
| din e-post | om du fortsätter | du kan när som helst | för att läsa vidare | för att fortsätta läsa | gillade du
| vi och våra partner | vår webbplats använder | denna webbplats använder | webbplatsen använder
| den här sidan använder | vi använder kakor | kakor hjälper | för att kommentera | logga in för att
| du måste logga in | aktivera javascript | din e-postadress | obligatoriska fält
"""

_DANISH = """
nyheder | politik | økonomi | kultur | sport | videnskab | sundhed | debat | vejr | job | butik | kurv | profil
| indstillinger | log ud | kontakt | kontakt os | menu | kategorier | emner | arkiv | tilmeld | støt os | forside
| hjælp | om

spring til indhold | gå til hovedindhold | spring til hovedindhold | åbn menu | luk menu | del | del artikel
| del på facebook | del på twitter | del på linkedin | del via e-mail | del siden | kopier link | link kopieret
| gem artikel | print | udskriv | udskriv artikel | lyt til artiklen | læs artiklen | læs hele artiklen | læs videre
| fortsæt med at læse | vis mere | vis flere | vis alle | se alle | se mere | indlæs flere | følg os
| følg os på facebook | abonnér | abonner nu | bliv abonnent | bliv medlem | allerede abonnent | støt os | annonce
| annoncer | reklame | sponsoreret | sponsoreret indhold | artiklen fortsætter efter annoncen
| artiklen fortsætter under annoncen | forrige side | næste side | forrige | næste | forrige artikel | næste artikel
| forrige indlæg | næste indlæg | ældre indlæg | nyere indlæg | tilbage til toppen | tilbage til forsiden
| alle artikler | alle indlæg | forfatter | se profil | svar | kommentér | kommentarer | send kommentar
| ingen kommentarer | lukket for kommentarer | vis kommentarer | accepter | acceptér alle | accepter alle
| tillad alle | afvis | afvis alle | cookieindstillinger | cookiepolitik | privatlivspolitik | tilgængelighed
| alle rettigheder forbeholdes

relateret | relateret indhold | relaterede emner | relaterede nyheder | anbefalet | anbefalede artikler | mere om
| mere fra | flere artikler | flere nyheder | andre artikler | mest læste | mest læst | populære | populære artikler
| seneste nyt | seneste nyheder | seneste artikler | seneste indlæg | læs mere om | læs videre om
| måske er du også interesseret i | du vil måske også kunne lide | gå ikke glip af

efterlad en kommentar | efterlad et svar | skriv din kommentar | din kommentar | deltag i debatten | hvad mener du
| tilføj kommentar | læsernes kommentarer

skrevet af | udgivet: | udgivet den | udgivet i | offentliggjort | opdateret | opdateret: | sidst opdateret
| sidst ændret | publiceret | læsetid: | foto: | billede: | billeder: | fotograf: | © | kategori: | kategorier:
| tags: | del: | læs også: | læs mere: | forrige indlæg: | næste indlæg: | følg os på | find os på | abonner på
| abonnér på | tilmeld dig vores | få vores nyhedsbrev | få nyheder | gå ikke glip | hold dig opdateret
| indtast din | din e-mail | hvis du fortsætter | du kan til enhver tid | for at læse videre | kunne du lide
| vi og vores partnere | vores hjemmeside bruger | vores website bruger | dette website bruger | denne side bruger
| hjemmesiden bruger | siden bruger cookies | cookies hjælper | for at kommentere | log ind for
| du skal være logget | krævede felter | aktiver javascript
"""

_NORWEGIAN = """
nyheter | politikk | økonomi | kultur | sport | vitenskap | helse | meninger | vær | jobb | butikk | handlekurv
| profil | innstillinger | logg ut | kontakt | kontakt oss | meny | kategorier | emner | arkiv | hjelp | om oss
| støtt oss | forsiden

hopp til hovedinnhold | gå til hovedinnhold | åpne meny | lukk meny | del artikkel | del på facebook
| del på twitter | del på linkedin | del på e-post | del siden | kopier lenke | lenke kopiert | lagre artikkel
| skriv ut | lytt til artikkelen | les artikkelen | les hele artikkelen | les videre | fortsett å lese | vis mer
| vis flere | vis alle | se alle | last inn flere | følg oss | følg oss på facebook | bli abonnent | bli medlem
| allerede abonnent | støtt oss | annonse | annonser | annonsørinnhold | sponset | sponset innhold
| artikkelen fortsetter under annonsen | saken fortsetter under annonsen | forrige side | neste side | forrige
| neste | forrige artikkel | neste artikkel | forrige innlegg | neste innlegg | eldre innlegg | nyere innlegg
| til toppen | tilbake til toppen | til forsiden | alle artikler | alle innlegg | forfatter | se profil | svar
| kommenter | kommentarer | send kommentar | ingen kommentarer | vis kommentarer | godta | godta alle | aksepter
| avvis | avvis alle | innstillinger for informasjonskapsler | informasjonskapsler | personvernerklæring
| tilgjengelighet | alle rettigheter reservert

relatert | relatert innhold | relaterte saker | relaterte nyheter | anbefalt | anbefalte artikler | mer om | mer fra
| flere artikler | flere saker | flere nyheter | andre artikler | mest lest | mest leste | populært
| populære artikler | siste nytt | siste nyheter | siste saker | siste artikler | siste innlegg | les mer om
| les videre om | du liker kanske også | kanskje er du også interessert i | ikke gå glipp av | les flere saker

skriv en kommentar | legg igjen kommentar | legg inn en kommentar | din kommentar | delta i debatten | hva mener du
| svar på innlegget

skrevet av | publisert: | publisert den | oppdatert | oppdatert: | sist oppdatert | sist endret | lesetid: | foto:
| bilde: | fotograf: | © | kategori: | kategorier: | stikkord: | del: | les også: | les mer: | forrige innlegg:
| neste innlegg: | følg oss på | finn oss på | abonner på | meld deg på vårt | få vårt nyhetsbrev | få nyheter
| gå ikke glipp | hold deg oppdatert | skriv inn din | din e-post | hvis du fortsetter | du kan når som helst
| for å lese videre | likte du | vi og våre partnere | vår nettside bruker | denne nettsiden bruker
| nettstedet bruker | nettsiden bruker | vi bruker cookies | informasjonskapsler hjelper | for å kommentere
| logg inn for | du må være innlogget | obligatoriske felt
"""

_FINNISH = """
uutiset | politiikka | talous | kulttuuri | urheilu | tiede | terveys | mielipiteet | sää | työpaikat | kauppa
| ostoskori | profiili | asetukset | kirjaudu ulos | kirjaudu sisään | rekisteröidy | ota yhteyttä | valikko
| kategoriat | aiheet | arkisto | ohje | meistä | lisää

siirry pääsisältöön | hyppää sisältöön | siirry suoraan sisältöön | avaa valikko | sulje valikko | jaa | jaa tämä
| jaa facebookissa | jaa twitterissä | jaa linkedinissä | jaa sähköpostilla | kopioi linkki | linkki kopioitu
| tallenna artikkeli | tulosta | tulosta artikkeli | kuuntele artikkeli | kuuntele | lue artikkeli
| lue koko artikkeli | jatka lukemista | näytä lisää | näytä vähemmän | näytä kaikki | katso kaikki | lataa lisää
| seuraa meitä | seuraa meitä facebookissa | tilaa nyt | tilaa uutiskirje | oletko jo tilaaja | liity jäseneksi
| tue meitä | lahjoita | mainokset | kaupallinen yhteistyö | juttu jatkuu mainoksen jälkeen
| artikkeli jatkuu mainoksen jälkeen | edellinen sivu | seuraava sivu | edellinen | seuraava | edellinen artikkeli
| seuraava artikkeli | vanhemmat artikkelit | uudemmat artikkelit | takaisin ylös | takaisin etusivulle
| sivun alkuun | kaikki artikkelit | kirjoittaja | kirjoittajasta | vastaa | kommentoi | lähetä kommentti
| ei kommentteja | kommentointi on suljettu | näytä kommentit | hyväksy | hyväksy kaikki | hyväksyn
| hyväksy evästeet | hylkää | hylkää kaikki | evästeasetukset | evästekäytäntö | tietosuoja | käyttöehdot
| saavutettavuus | kaikki oikeudet pidätetään

lue lisää aiheesta | aiheeseen liittyvät artikkelit | liittyvät artikkelit | samankaltaisia artikkeleita
| suositeltua | suositellut artikkelit | suosittelemme | lisää aiheesta | lisää artikkeleita | lisää uutisia
| muita artikkeleita | luetuimmat | suosituimmat | uusimmat | uusimmat artikkelit | viimeisimmät artikkelit
| tuoreimmat | saatat pitää myös | sinua saattaa kiinnostaa | sinua voisi kiinnostaa | älä missaa
| katso myös sivustolta

kirjoita kommentti | lisää kommentti | jätä vastaus | kommentoi artikkelia | osallistu keskusteluun
| mitä mieltä olet | lukijoiden kommentit | vastaa artikkeliin

kirjoittanut | julkaistu: | päivitetty | päivitetty: | viimeksi päivitetty | viimeksi muokattu | lukuaika: | kuva:
| kuvat: | valokuva: | © | avainsanat | asiasanat | kategoria: | kategoriat: | tunnisteet: | jaa:
| jaa tämä artikkeli | lue myös: | lue lisää: | edellinen artikkeli: | seuraava artikkeli: | seuraa meitä
| löydä meidät | liity | tilaa uutiskirjeemme | tilaa maksuton | saat uusimmat | pysy ajan tasalla
| kirjoita sähköpostiosoitteesi | anna sähköpostiosoitteesi | sähköpostiosoitteesi | tilaamalla | voit peruuttaa
| jatkaaksesi lukemista | piditkö | me ja kumppanimme | sivustomme käyttää | sivusto käyttää
| tämä verkkosivusto käyttää | tällä sivustolla käytetään | evästeet auttavat | kommentoidaksesi
| kirjaudu sisään kommentoidaksesi | pakolliset kentät | ota javascript
"""

_CZECH = """
zprávy | politika | ekonomika | kultura | sport | věda | zdraví | názory | počasí | video | práce | obchod | košík
| profil | nastavení | odhlásit | odhlásit se | registrace | kontakt | kontakty | menu | kategorie | štítky | témata
| archiv | nápověda | zpět | další | více | hledej

přeskočit na obsah | přejít k hlavnímu obsahu | přejít do navigace | otevřít menu | zavřít menu | sdílet
| sdílet na facebooku | sdílet na twitteru | sdílet e-mailem | poslat e-mailem | poslat známému | kopírovat odkaz
| odkaz zkopírován | uložit článek | uložit na později | vytisknout | vytisknout článek | poslechnout článek
| přečíst článek | celý článek | číst celý článek | číst více | pokračovat ve čtení | zobrazit více | zobrazit méně
| zobrazit vše | načíst další | sledujte nás | sledujte nás na facebooku | předplatit | předplaťte si
| mám předplatné | podpořte nás | přispět | reklama | inzerce | placená inzerce | sponzorováno
| článek pokračuje pod reklamou | pokračování pod reklamou | předchozí stránka | další stránka | předchozí
| následující | předchozí článek | další článek | následující článek | předchozí příspěvek | další příspěvek
| starší příspěvky | novější příspěvky | zpět nahoru | zpět na hlavní stránku | zpět na blog | všechny články
| autor | více od autora | odpovědět | komentovat | odeslat komentář | žádné komentáře | komentáře jsou uzavřeny
| zobrazit komentáře | nahlásit | přijmout | přijmout vše | přijmout všechny | souhlasím | odmítnout | odmítnout vše
| nastavení cookies | zásady cookies | zásady ochrany osobních údajů | ochrana osobních údajů | obchodní podmínky
| mapa stránek | přístupnost | všechna práva vyhrazena

podobné | mohlo by vás zajímat | mohlo by vás také zajímat | mohlo by se vám líbit | doporučujeme | doporučené
| doporučené články | více k tématu | k tématu | další články | další zprávy | ostatní články | nejčtenější
| nejnovější | nejnovější články | poslední články | nejoblíbenější | populární články | přečtěte si také
| čtěte dále | související | související témata | nepřehlédněte

přidejte komentář | napište komentář | zanechte komentář | zanechat odpověď | přidat odpověď | váš komentář
| váš názor | zapojte se do diskuse | komentáře čtenářů | vstoupit do diskuze

napsal | napsala | datum vydání | zveřejněno | vydáno | publikováno: | aktualizováno | aktualizace:
| naposledy aktualizováno | poslední aktualizace | doba čtení: | čas čtení | foto: | obrázek: | zdroj foto | ©
| klíčová slova | rubrika: | rubriky: | kategorie: | tagy: | sdílet: | sdílejte | čtěte také: | čtěte více:
| předchozí článek: | další článek: | sledujte nás na | najdete nás na | přihlaste se k odběru | odebírejte
| přihlásit se k odběru | dostávejte | buďte v obraze | nenechte si ujít | zadejte svůj | váš e-mail
| vaše e-mailová | vaše emailová | přihlášením | odběr můžete | pro pokračování ve čtení | líbil se vám
| my a naši partneři | naše stránky používají | naše webové stránky | tyto stránky používají | tyto webové stránky
| web používá | abyste mohli komentovat | pro přidání komentáře | přihlaste se, abyste | vyžadovaná pole
| povinné položky | zapněte javascript
"""

_SLOVAK = """
správy | politika | ekonomika | kultúra | šport | veda | zdravie | názory | počasie | profil | nastavenia | odhlásiť
| prihlásiť sa | registrácia | kontakt | kategórie | značky | archív | pomoc | späť | ďalej | viac | hľadať | domov
| o nás | zdieľať | zavrieť

preskočiť na obsah | prejsť na obsah | otvoriť menu | zatvoriť menu | zdieľať | zdieľať na facebooku
| zdieľať článok | poslať e-mailom | kopírovať odkaz | uložiť článok | vytlačiť | čítať ďalej | čítať viac
| pokračovať v čítaní | zobraziť viac | zobraziť všetko | načítať ďalšie | sledujte nás | predplatiť | podporte nás
| reklama | inzercia | článok pokračuje pod reklamou | predchádzajúca strana | ďalšia strana | predchádzajúci
| nasledujúci | predchádzajúci článok | nasledujúci článok | ďalší článok | staršie príspevky | novšie príspevky
| späť hore | hore | všetky články | o autorovi | autor | odpovedať | komentovať | odoslať komentár
| pridať komentár | komentáre | žiadne komentáre | prijať | prijať všetko | prijať všetky | súhlasím | odmietnuť
| odmietnuť všetko | nastavenia cookies | ochrana osobných údajov | zásady ochrany osobných údajov
| podmienky používania | všetky práva vyhradené

súvisiace články | podobné články | mohlo by vás zaujímať | odporúčame | odporúčané články | ďalšie články
| najčítanejšie | najnovšie | najnovšie články | čítajte tiež | prečítajte si aj | prečítajte si tiež | viac k téme
| súvisiace | nezmeškajte

pridať komentár | pridajte komentár | napíšte komentár | zanechajte komentár | zanechať odpoveď | váš komentár
| zapojte sa do diskusie

napísal | napísala | publikované | zverejnené | aktualizované | naposledy aktualizované | čas čítania | doba čítania
| foto: | obrázok: | © | kľúčové slová | kategória: | kategórie: | značky: | zdieľať: | čítajte tiež:
| sledujte nás na | prihláste sa na odber | odoberajte | dostávajte | zadajte svoj | váš e-mail
| vaša e-mailová adresa | vaša emailová adresa | prihlásením | pokračovaním | my a naši partneri
| táto stránka používa | táto webová stránka | tento web používa | naša stránka používa | používame cookies
| používame súbory cookie | ak chcete komentovať | prihláste sa, aby | vyžadované polia | povinné polia
"""

_HUNGARIAN = """
hírek | politika | gazdaság | kultúra | sport | tudomány | egészség | vélemény | időjárás | állás | bolt | kosár
| profil | beállítások | kijelentkezés | regisztráció | menü | kategóriák | címkék | archívum | súgó | vissza
| tovább | több | főoldal | címlap | névjegy

tovább a tartalomhoz | ugrás a fő tartalomra | kilépés a tartalomba | menü megnyitása | menü bezárása | megosztás
| megosztom | cikk megosztása | megosztás facebookon | megosztás a facebookon | megosztás twitteren
| megosztás e-mailben | küldés e-mailben | link másolása | link másolva | cikk mentése | mentés | nyomtatás
| cikk nyomtatása | meghallgatás | tovább | tovább olvasom | olvass tovább | olvasson tovább | több megjelenítése
| mutass többet | összes megtekintése | további betöltése | kövess minket | kövessen minket | előfizetés
| előfizetek | már előfizető | támogatás | támogass minket | hirdetés | reklám | szponzorált tartalom
| támogatott tartalom | a cikk a hirdetés után folytatódik | előző oldal | következő oldal | előző | következő
| előző cikk | következő cikk | előző bejegyzés | következő bejegyzés | régebbi bejegyzések | újabb bejegyzések
| vissza a tetejére | vissza a főoldalra | az oldal tetejére | összes cikk | a szerzőről | szerző | válasz
| hozzászólok | hozzászólás küldése | hozzászólások | kommentek | nincs hozzászólás | hozzászólások lezárva
| elfogadom | elfogad | összes elfogadása | az összes elfogadása | elutasítom | elutasítás | összes elutasítása
| süti beállítások | sütibeállítások | cookie beállítások | cookie szabályzat | adatvédelmi tájékoztató
| adatkezelési tájékoztató | felhasználási feltételek | impresszum | minden jog fenntartva

kapcsolódó | kapcsolódó bejegyzések | kapcsolódó tartalmak | hasonló cikkek | hasonló bejegyzések | ajánlott
| ajánlott cikkek | ajánljuk | ezt is olvasd el | ezt is ajánljuk | ez is érdekelheti | ez is érdekelhet
| önt is érdekelheti | további cikkek | további hírek | legolvasottabb | legnépszerűbb | legfrissebb
| legfrissebb hírek | legutóbbi bejegyzések | friss hírek | olvasta már | olvasd el ezt is | a témában
| ne maradj le

szólj hozzá | szóljon hozzá | hozzászólás írása | írj hozzászólást | írjon hozzászólást | új hozzászólás
| mondd el a véleményed | vélemény, hozzászólás | hozzászólás a cikkhez | válasz írása

írta | közzétéve | publikálva | frissítve | utoljára frissítve | utolsó módosítás | olvasási idő | olvasási idő:
| fotó: | kép: | fényképek: | forrás: kép | © | címkék: | címke: | kategória: | kategóriák: | kulcsszavak
| megosztás: | olvasd el: | olvassa el: | előző cikk: | következő cikk: | kövess minket a | kövessen minket a
| iratkozz fel | iratkozzon fel | feliratkozás | kapd meg | maradj naprakész | add meg az e-mail
| adja meg az e-mail | az e-mail-címet nem | az e-mail címed | e-mail címed | az ön e-mail | a feliratkozással
| a gombra kattintva | az oldal használatával | a böngészés folytatásával | mi és partnereink | weboldalunk sütiket
| honlapunk sütiket | oldalunk sütiket | ez a weboldal sütiket | ez a honlap sütiket | a weboldal sütiket
| sütiket használunk | a hozzászóláshoz | hozzászólás küldéséhez | be kell jelentkezni | a kötelező mezők
| engedélyezze a javascript
"""

_ROMANIAN = """
știri | stiri | politică | economie | cultură | sport | știință | sănătate | opinii | vremea | video | magazin | coș
| profil | setări | deconectare | înregistrare | contact | meniu | categorii | etichete | arhivă | ajutor | înapoi
| înainte | mai mult | caută | distribuie | închide | prima pagină | abonează-te

salt la conținut | sari la conținutul principal | mergi la conținut | deschide meniul | închide meniul
| distribuie articolul | distribuie pe facebook | distribuie pe twitter | trimite pe e-mail | trimite unui prieten
| copiază linkul | link copiat | salvează articolul | tipărește | imprimă | ascultă articolul | citește
| citește articolul | citește tot articolul | citeste mai mult | citește în continuare | continuă să citești
| continuarea articolului | vezi mai mult | vezi mai multe | vezi toate | arată mai mult | încarcă mai multe
| urmărește-ne | urmărește-ne pe facebook | abonează-te acum | ești deja abonat | susține-ne | donează | publicitate
| reclamă | conținut sponsorizat | articolul continuă după publicitate | articolul continuă mai jos
| pagina anterioară | pagina următoare | anterior | următorul | articolul anterior | articolul următor
| articolul precedent | postări mai vechi | postări mai noi | înapoi sus | înapoi la început | toate articolele
| despre autor | autor | răspunde | comentează | comentarii | publică comentariul | trimite comentariul
| niciun comentariu | comentariile sunt închise | accept | acceptă | acceptă tot | acceptă toate | refuz
| respinge tot | refuză toate | setări cookie | setări cookies | politica de confidențialitate | politica cookies
| politica de cookies | termeni și condiții | toate drepturile rezervate

articole recomandate | articole recente | articole populare | articole înrudite | articole conexe | alte articole
| alte știri | recomandate | recomandat pentru tine | te-ar putea interesa | te-ar putea interesa și
| s-ar putea să îți placă | ți-ar putea plăcea | citește și | citeste si | citiți și | vezi și | mai multe despre
| mai multe articole | cele mai citite | cele mai populare | cele mai noi | ultimele știri | ultimele articole
| nu rata | din aceeași categorie | pe aceeași temă

adaugă un comentariu | adaugă comentariu | scrie un comentariu | scrieți un comentariu | lasă un comentariu
| comentariul tău | opinia ta | spune-ți părerea | alătură-te discuției | lăsați un răspuns

scris de | publicat: | publicat pe | publicat în | publicat de | postat | actualizat | actualizat:
| ultima actualizare | timp de citire | timp de lectură | foto: | sursa foto | credit foto | imagine: | ©
| etichete: | categorie: | categorii: | cuvinte cheie | distribuie: | distribuie pe | citește și:
| articolul anterior: | articolul următor: | urmărește-ne pe | găsește-ne pe | abonează-te la | abonați-vă la
| înscrie-te | fii la curent | introdu adresa | introduceți adresa | adresa ta de email | adresa ta de e-mail
| adresa dvs. de email | prin abonare | te poți dezabona | pentru a citi | ți-a plăcut | dacă ți-a plăcut
| noi și partenerii | site-ul nostru folosește | site-ul nostru utilizează | acest website | folosim cookie
| utilizăm cookie | pentru a comenta | trebuie să fii autentificat | câmpurile obligatorii | activați javascript
"""

_BULGARIAN = """
новини | политика | икономика | култура | спорт | наука | здраве | мнения | времето | видео | магазин | количка
| профил | настройки | изход | вход | регистрация | контакти | контакт | меню | категории | етикети | архив | помощ
| назад | напред | още | търсене | начало | начална страница | за нас | абонирай се | абонамент | сподели | затвори

към съдържанието | прескочи към съдържанието | отвори менюто | затвори менюто | сподели | споделете
| сподели във facebook | сподели статията | сподели в twitter | изпрати по имейл | копирай линка | запази статията
| отпечатай | принтирай | чуй статията | прочети още | прочетете още | прочети повече | прочети цялата статия
| продължи четенето | виж още | виж всички | покажи още | зареди още | последвайте ни | последвай ни | абонирай се
| вече имате абонамент | подкрепете ни | дарете | реклама | платена публикация | спонсорирано
| статията продължава след рекламата | предишна страница | следваща страница | предишна | следваща | предишна статия
| следваща статия | предишна публикация | следваща публикация | по-стари публикации | по-нови публикации
| към началото | нагоре | всички статии | за автора | автор | отговори | коментирай | коментари
| публикувай коментар | няма коментари | коментарите са изключени | приемам | приеми всички | приемане на всички
| отказвам | откажи всички | настройки на бисквитките | политика за бисквитки | политика за поверителност
| общи условия | всички права запазени

свързани статии | свързани публикации | подобни статии | подобни публикации | още по темата | по темата | още новини
| още статии | препоръчани | препоръчваме | препоръчани статии | може да ви хареса | може да ви е интересно
| може би ще ви хареса | вижте също | вижте още | прочетете също | прочети още по темата | последни новини
| последни публикации | най-четени | най-популярни | не пропускайте

оставете коментар | напиши коментар | напишете коментар | добави коментар | добавете коментар | вашият коментар
| твоят коментар | вашият отговор | вашият отговор отказ | включете се в дискусията | остави коментар

написано от | публикувано | публикувана | публикуван | обновено | обновена | последна промяна | последно обновяване
| време за четене | снимка: | снимки: | източник на снимката | © | етикети: | категория: | категории: | ключови думи
| сподели: | сподели в | прочетете още: | вижте също: | предишна статия: | следваща статия: | последвайте ни в
| последвайте ни във | абонирайте се за | абонирай се за | бъдете в течение | въведете вашия | вашият имейл
| вашият имейл адрес | с натискането | с абонирането | за да прочетете | ние и нашите партньори | този сайт използва
| сайтът използва | нашият сайт използва | ние използваме бисквитки | използваме бисквитки | за да коментирате
| трябва да влезете | задължителните полета
"""

_SERBO_CROATIAN = """
vijesti | vesti | novosti | politika | ekonomija | gospodarstvo | kultura | sport | znanost | nauka | zdravlje
| mišljenja | vrijeme | video | trgovina | prodavnica | košarica | profil | postavke | podešavanja | odjava
| prijava | registracija | kontakt | izbornik | meni | kategorije | oznake | arhiva | arhiv | pomoć | natrag | nazad
| dalje | više | pretraga | traži | početna | naslovnica | o nama | pretplata | podijeli | podeli | zatvori | вести
| политика | економија | култура | наука | здравље | почетна | претрага | пријава | контакт | о нама | категорије
| архива | више

preskoči na sadržaj | idi na sadržaj | skoči na sadržaj | pređi na sadržaj | otvori izbornik | zatvori izbornik
| otvori meni | podijeli članak | podijeli na facebooku | podelite | podijelite | podijeli na twitteru
| podeli na fejsbuku | pošalji e-mailom | kopiraj link | kopiraj poveznicu | spremi članak | sačuvaj | ispiši
| odštampaj | pročitaj više | pročitajte više | pročitaj još | opširnije | čitaj dalje | nastavi čitati
| nastavi čitanje | nastavak čitanja | prikaži više | pogledaj sve | vidi sve | učitaj još | pratite nas
| pratite nas na facebooku | pretplati se | pretplatite se | već ste pretplaćeni | podržite nas | doniraj | reklama
| oglas | oglasi | sponzorirano | sponzorisano | nastavak nakon oglasa | tekst se nastavlja ispod oglasa
| prethodna stranica | sljedeća stranica | prethodno | sljedeće | sledeće | prethodni članak | sljedeći članak
| sledeći članak | stariji članci | noviji članci | prethodna objava | sljedeća objava | starije objave
| novije objave | povratak na vrh | na vrh | svi članci | o autoru | autor | odgovori | odgovorite | komentiraj
| komentariši | komentari | pošalji komentar | objavi komentar | nema komentara | komentari su zatvoreni | prihvaćam
| prihvati sve | prihvatam | odbij | odbij sve | postavke kolačića | politika kolačića | pravila privatnosti
| politika privatnosti | uvjeti korištenja | uslovi korišćenja | sva prava pridržana | sva prava zadržana
| прочитајте још | опширније | поделите | коментари | оставите коментар | сва права задржана | претходни чланак
| следећи чланак

povezani članci | povezane vijesti | povezane vesti | povezane objave | povezano | slični članci | slične objave
| preporučeno | preporučujemo | preporučeni članci | možda će vas zanimati | možda vas zanima
| moglo bi vas zanimati | moglo bi vam se svidjeti | više o temi | više na temu | još vijesti | još iz rubrike
| ostale vijesti | pročitajte i | pročitajte još | pročitajte i ovo | vezane vijesti | vezani članci | vezane vesti
| vidi još | najčitanije | najnovije | najnovije vijesti | najnovije vesti | najpopularnije | posljednje objave
| nedavne objave | ne propustite | сродни чланци | повезане вести | најчитаније | најновије

ostavi komentar | ostavite komentar | napiši komentar | napišite komentar | dodaj komentar | dodajte komentar
| ostavite odgovor | ostavi odgovor | vaš komentar | pridruži se raspravi | uključite se u raspravu
| оставите одговор

napisao | napisala | piše: | piše | objavljeno | objavljeno: | ažurirano | zadnja izmjena | posljednje ažuriranje
| poslednja izmena | vrijeme čitanja | vreme čitanja | foto: | fotografije: | slika: | izvor fotografije | ©
| oznake: | tagovi: | kategorija: | kategorije: | ključne riječi | ključne reči | podijeli: | podeli:
| pročitajte i: | vidi još: | prethodni članak: | sljedeći članak: | pratite nas na | pronađite nas na
| pretplatite se na | prijavite se na | budite u toku | upišite svoj | unesite svoj | vaša adresa e-pošte
| vaša email adresa | adresa vaše e-pošte | klikom na | mi i naši partneri | ova stranica koristi
| ova web stranica koristi | ova internet stranica | ovaj sajt koristi | sajt koristi | naša stranica koristi
| koristimo kolačiće | da biste komentirali | da biste komentarisali | morate biti prijavljeni | neophodna polja
| obavezna polja | objavljeno u | објављено | време читања | фото:
"""

_GREEK = """
ειδήσεις | νέα | πολιτική | οικονομία | πολιτισμός | αθλητικά | επιστήμη | υγεία | απόψεις | καιρός | βίντεο
| κατάστημα | καλάθι | προφίλ | ρυθμίσεις | αποσύνδεση | εγγραφή | είσοδος | επικοινωνήστε | μενού | κατηγορίες
| ετικέτες | αρχείο | βοήθεια | πίσω | επόμενο | περισσότερα | σχετικά | ποιοι είμαστε | συνδρομή | κλείσιμο

μετάβαση στο κύριο περιεχόμενο | άνοιγμα μενού | κλείσιμο μενού | κοινοποίηση | κοινοποίηση άρθρου | μοιραστείτε
| μοιράσου το | μοιραστείτε το άρθρο | μοιραστείτε στο facebook | αποστολή με email | αντιγραφή συνδέσμου
| αποθήκευση | εκτύπωση | ακούστε το άρθρο | διαβάστε το άρθρο | διαβάστε ολόκληρο το άρθρο | συνέχεια ανάγνωσης
| συνεχίστε την ανάγνωση | διαβάστε τη συνέχεια | δείτε περισσότερα | δείτε όλα | δείτε τα όλα | προβολή όλων
| φόρτωση περισσότερων | ακολουθήστε μας | ακολουθήστε μας στο facebook | γίνετε συνδρομητής | είστε ήδη συνδρομητής
| υποστηρίξτε μας | διαφημίσεις | διαφημιζόμενο | χορηγούμενο | η συνέχεια μετά τη διαφήμιση | προηγούμενη σελίδα
| επόμενη σελίδα | προηγούμενο | επόμενο | προηγούμενο άρθρο | επόμενο άρθρο | προηγούμενη ανάρτηση
| επόμενη ανάρτηση | παλαιότερα άρθρα | νεότερα άρθρα | επιστροφή στην κορυφή | στην κορυφή | όλα τα άρθρα
| σχετικά με τον συντάκτη | συντάκτης | απάντηση | σχολιάστε | σχόλια | υποβολή σχολίου | δημοσίευση σχολίου
| κανένα σχόλιο | δεν υπάρχουν σχόλια | αποδοχή | αποδοχή όλων | αποδέχομαι | απόρριψη | απόρριψη όλων
| ρυθμίσεις cookies | πολιτική cookies | πολιτική απορρήτου | όροι χρήσης | με επιφύλαξη παντός δικαιώματος
| όλα τα δικαιώματα διατηρούνται

σχετικές ειδήσεις | σχετικές αναρτήσεις | σχετικά θέματα | παρόμοια άρθρα | προτεινόμενα | προτεινόμενα άρθρα
| προτείνουμε | μπορεί να σας ενδιαφέρει | μπορεί επίσης να σας ενδιαφέρει | ίσως σας ενδιαφέρει | δείτε επίσης
| δείτε ακόμα | διαβάστε ακόμα | περισσότερα άρθρα | περισσότερα νέα | τελευταία νέα | τελευταίες ειδήσεις
| πρόσφατα άρθρα | δημοφιλή | δημοφιλή άρθρα | τα πιο διαβασμένα | μη χάσετε | ροή ειδήσεων

αφήστε σχόλιο | γράψτε ένα σχόλιο | γράψτε σχόλιο | προσθήκη σχολίου | προσθέστε σχόλιο | το σχόλιό σας
| η γνώμη σας | πείτε τη γνώμη σας

γράφει ο | γράφει η | του συντάκτη | δημοσιεύτηκε | δημοσιεύθηκε | δημοσίευση: | ενημερώθηκε | τελευταία ενημέρωση
| χρόνος ανάγνωσης | φωτογραφία: | φωτό: | φωτογραφίες: | εικόνα: | © | ετικέτες: | κατηγορία: | κατηγορίες:
| λέξεις κλειδιά | κοινοποίηση: | μοιραστείτε το | διαβάστε επίσης: | διαβάστε ακόμα: | δείτε επίσης:
| προηγούμενο άρθρο: | επόμενο άρθρο: | ακολουθήστε μας στο | βρείτε μας στο | εγγραφείτε στο | γραφτείτε στο
| μείνετε ενημερωμένοι | εισάγετε το email | το email σας | η διεύθυνση email σας | κάνοντας κλικ | με την εγγραφή
| για να διαβάσετε | εμείς και οι συνεργάτες | αυτός ο ιστότοπος χρησιμοποιεί | ο ιστότοπός μας χρησιμοποιεί
| το site χρησιμοποιεί | η ιστοσελίδα μας χρησιμοποιεί | για να σχολιάσετε | πρέπει να συνδεθείτε
| τα υποχρεωτικά πεδία
"""

_TURKISH = """
haberler | gündem | siyaset | ekonomi | kültür | spor | bilim | sağlık | görüş | yazarlar | hava durumu | video
| mağaza | sepet | profil | ayarlar | çıkış | çıkış yap | kayıt ol | üye ol | üye girişi | menü | kategoriler
| etiketler | arşiv | yardım | geri | ileri | daha fazla | abone ol | kapat | bize ulaşın | anasayfa | bağış yap
| konular

ana içeriğe geç | ana içeriğe atla | içeriğe atla | menüyü aç | menüyü kapat | haberi paylaş | yazıyı paylaş
| makaleyi paylaş | facebook'ta paylaş | facebook’ta paylaş | twitter'da paylaş | twitter’da paylaş
| whatsapp'ta paylaş | e-posta ile gönder | e-posta ile paylaş | arkadaşına gönder | bağlantıyı kopyala
| linki kopyala | kopyalandı | kaydet | yazdır | dinle | haberi dinle | devamı | devamını okuyun | haberin devamı
| yazının devamı | okumaya devam et | daha fazla oku | tamamını oku | daha fazla göster | tümünü gör | hepsini gör
| daha fazla yükle | bizi takip edin | bizi takip et | takip et | abone olun | zaten abone misiniz | destek olun
| bağış yapın | reklamlar | sponsorlu | sponsorlu içerik | haber reklamdan sonra devam ediyor | önceki sayfa
| sonraki sayfa | önceki | sonraki | önceki yazı | sonraki yazı | önceki haber | sonraki haber | önceki makale
| sonraki makale | eski yazılar | yeni yazılar | daha eski yazılar | başa dön | yukarı çık | sayfa başı
| ana sayfaya dön | tüm yazılar | tüm haberler | yazar hakkında | yazar | yanıtla | cevapla | yorumlar | yorum yaz
| yorumu gönder | yorum gönder | henüz yorum yok | yorum yok | yorumlara kapalı | kabul et | tümünü kabul et
| kabul ediyorum | reddet | tümünü reddet | çerez ayarları | çerez politikası | gizlilik politikası
| kullanım koşulları | kullanım şartları | kişisel verilerin korunması | künye | tüm hakları saklıdır

ilgili içerikler | ilgili konular | ilgili makaleler | ilginizi çekebilir | bunlar da ilginizi çekebilir
| bunları da sevebilirsiniz | önerilen | önerilen haberler | önerilen yazılar | sizin için önerilenler
| benzer haberler | benzer içerikler | diğer haberler | diğer yazılar | daha fazla haber | son haberler | son dakika
| son yazılar | en çok okunanlar | çok okunanlar | popüler haberler | popüler yazılar | popüler | bunu da oku
| bunları da okuyun | ayrıca okuyun | kaçırmayın

yorum bırakın | yorumunuz | yorumunuzu yazın | bir yorum yazın | bir yorum bırakın | yorum ekle
| siz ne düşünüyorsunuz | düşüncelerinizi paylaşın | okur yorumları | cevap yaz

editör: | yayınlanma | yayınlanma tarihi | yayın tarihi | yayımlanma | güncelleme | güncellenme | son güncelleme
| güncelleme: | okuma süresi | tahmini okuma | ortalama okuma | fotoğraf: | foto: | görsel: | © | etiketler:
| etiket: | kategori: | kategoriler: | anahtar kelimeler | paylaş: | ayrıca okuyun: | bunu da okuyun: | önceki yazı:
| sonraki yazı: | bizi facebook | bizi twitter | bizi takip | bültenimize | e-bültenimize | haber bültenimize
| gelişmelerden haberdar | e-posta adresinizi girin | e-posta adresinizi | abone olarak | tıklayarak
| siteyi kullanmaya | okumaya devam etmek için | biz ve ortaklarımız | sitemizde çerez | web sitemizde çerez
| web sitemiz çerez | bu web sitesi çerez | bu sitede çerez | sitemiz çerez | çerezleri kullan | yorum yapmak için
| yorum yapabilmek için | giriş yapmalısınız | gerekli alanlar | zorunlu alanlar
"""

_RUSSIAN = """
новости | политика | экономика | общество | культура | спорт | наука | здоровье | мнения | погода | видео | магазин
| корзина | профиль | настройки | выйти | выход | личный кабинет | зарегистрироваться | обратная связь
| связаться с нами | категории | метки | теги | поддержать | авторы | лента | лента новостей | карта сайта
| о проекте | реклама на сайте | вакансии | главная страница | язык

перейти к содержимому страницы | перейти к навигации | пропустить и перейти к содержимому | открыть меню
| закрыть меню | поделиться | поделитесь | поделиться статьей | поделиться новостью | поделиться в facebook
| поделиться в вконтакте | поделиться в telegram | поделись с друзьями | рассказать друзьям | отправить по почте
| отправить по электронной почте | отправить другу | скопировать ссылку | копировать ссылку | ссылка скопирована
| сохранить | сохранить статью | в закладки | добавить в закладки | распечатать | версия для печати | слушать
| прослушать статью | слушать статью | читать | читать полностью | читать статью | читать ещё | читать еще
| читать статью полностью | подробнее | показать ещё | показать еще | показать больше | свернуть | смотреть все
| все новости | все статьи | загрузить ещё | загрузить еще | подписывайтесь | подписывайтесь на нас | мы в соцсетях
| мы в социальных сетях | подписаться на рассылку | подписаться на новости | оформить подписку | уже подписаны
| уже есть подписка | доступно по подписке | только для подписчиков | поддержать нас | поддержите нас
| на правах рекламы | рекламный материал | партнёрский материал | партнерский материал | спонсорский материал
| реклама 18+ | скрыть рекламу | статья продолжается после рекламы | предыдущая страница | следующая страница
| предыдущая | следующая | предыдущая статья | следующая статья | предыдущий пост | следующий пост
| предыдущая новость | следующая новость | более старые записи | более новые записи | старые записи | новые записи
| назад к списку | вернуться к списку | на главную | вернуться на главную | все материалы | все записи автора
| другие материалы автора | об авторах | автор | ответить | отправить | отправить комментарий
| опубликовать комментарий | нет комментариев | комментариев нет | комментариев пока нет | комментарии закрыты
| показать комментарии | все комментарии | пожаловаться | сообщить об ошибке | нашли ошибку | нашли опечатку
| принять | принять все | принимаю | согласен | хорошо | понятно | отклонить | отклонить все | настройки cookie
| политика cookie | политика обработки персональных данных | обработка персональных данных
| пользовательское соглашение | правила использования | правила сайта

ещё по теме | еще по теме | читать также | читать по теме | что ещё почитать | что еще почитать | что почитать
| рекомендуем почитать | рекомендуем прочитать | советуем почитать | рекомендованные статьи
| вам может быть интересно | вам будет интересно | это может быть интересно | может быть интересно
| возможно, вам будет интересно | возможно, вас заинтересует | другие новости | другие статьи | другие материалы
| другие записи | ещё статьи | еще статьи | больше новостей | больше статей | похожие новости | связанные материалы
| связанные новости | смотрите по теме | новости по теме | последние новости | последние статьи | свежие записи
| свежие статьи | новые статьи | самое популярное | популярные статьи | популярные записи | популярные новости
| самые читаемые | не пропустите | в этом разделе | из этой рубрики | из той же рубрики | читайте ещё | читайте еще
| см. также на сайте

комментарий | ваш комментарий | ваше мнение | написать комментарий | напишите комментарий | добавьте комментарий
| оставьте отзыв | оставить отзыв | оставить ответ | оставьте свой комментарий | обсудить
| присоединиться к обсуждению | что вы думаете | поделитесь мнением | комментарии читателей | добавить отзыв

автор текста | перевод: | редактор: | дата публикации | опубликована | опубликованы | последнее обновление
| обновлён | обновлен | обновлена | дата обновления | время прочтения | время чтения: | просмотров: | просмотры:
| фотография: | фотографии: | фото предоставлено | иллюстрация: | источник фото | источник изображения | ©
| ключевые слова | метка: | тег: | категория: | категории: | поделиться: | поделитесь в | читайте также:
| читать также: | подробнее: | предыдущая статья: | следующая статья: | подписывайся на | подпишись на
| подпишитесь, чтобы | следите за нами | присоединяйтесь к | мы в telegram | мы в вконтакте | наш телеграм
| наш канал | читайте нас в | читайте нас на | будьте в курсе | не пропустите новые | введите ваш | введите свой
| ваш email | ваш e-mail | ваш адрес | ваше имя | подписываясь | продолжая использовать | продолжая пользоваться
| оставаясь на сайте | используя сайт | вы можете отписаться | чтобы продолжить чтение | чтобы читать дальше
| полный текст доступен | вам понравилась | если вам понравилась | понравилась статья | если вы нашли ошибку
| нашли ошибку | выделите ошибку | мы и наши партнёры | мы и наши партнеры | на этом сайте используются
| сайт использует | этот веб-сайт использует | наш веб-сайт использует | мы ценим вашу | для комментирования
| комментировать могут | чтобы комментировать | необходимо авторизоваться | авторизуйтесь, чтобы | обязательные поля
| пожалуйста, включите javascript | все права защищены | перепечатка | при использовании материалов
| полное или частичное копирование | свидетельство о регистрации
"""

_UKRAINIAN = """
новини | політика | економіка | суспільство | культура | спорт | наука | здоров'я | здоров’я | думки | погода
| відео | магазин | кошик | профіль | налаштування | вийти | вхід | особистий кабінет | зареєструватися
| зворотний зв'язок | категорії | теги | архів | допомога | назад | далі | ще | підтримати | автори | стрічка новин
| карта сайту | про проєкт | головна сторінка | меню | закрити | підписка

перейти до основного вмісту | перейти до змісту | відкрити меню | закрити меню | поділитися | поділіться
| поділитися у facebook | поділитися в facebook | поділитися в telegram | поділитися новиною | надіслати поштою
| надіслати другу | копіювати посилання | скопіювати посилання | посилання скопійовано | зберегти | зберегти статтю
| додати в закладки | роздрукувати | версія для друку | слухати | слухати статтю | читати | читати далі
| читати більше | читати повністю | читати статтю | докладніше | детальніше | дізнатися більше | показати ще
| показати більше | дивитися всі | усі новини | всі новини | усі статті | завантажити ще | підписуйтесь
| підписуйтеся на нас | стежте за нами | підписатися на розсилку | оформити підписку | вже є підписка
| підтримати нас | підтримайте нас | на правах реклами | партнерський матеріал | рекламний матеріал
| продовження після реклами | попередня сторінка | наступна сторінка | попередня | наступна | попередня стаття
| наступна стаття | попередній допис | наступний допис | попередня новина | наступна новина | старіші записи
| новіші записи | на головну | до списку | автор | всі матеріали автора | відповісти | надіслати
| надіслати коментар | опублікувати коментар | немає коментарів | коментарів немає | коментарі закриті
| показати коментарі | повідомити про помилку | прийняти | прийняти все | прийняти всі | погоджуюсь | погоджуюся
| відхилити | відхилити всі | налаштування cookie | політика cookie | політика приватності | умови використання
| правила користування

ще за темою | ще по темі | читати також | читайте ще | рекомендуємо | рекомендуємо прочитати | радимо прочитати
| рекомендовані статті | вам може сподобатися | вам також може сподобатися | вам може бути цікаво
| вас може зацікавити | можливо, вас зацікавить | інші новини | інші статті | інші матеріали | більше новин
| більше статей | схожі новини | схожі матеріали | пов’язані статті | пов'язані новини | дивіться також
| новини за темою | останні новини | останні статті | свіжі записи | нові статті | популярне | популярні статті
| популярні новини | найпопулярніше | найчитаніше | не пропустіть | у цьому розділі

коментар | ваш коментар | ваша думка | написати коментар | напишіть коментар | додайте коментар | залиште коментар
| залиште відгук | обговорити | долучитися до обговорення | що ви думаєте | коментарі читачів

переклад: | редактор: | дата публікації | опублікована | опублікований | оновлена | останнє оновлення | змінено
| час читання: | тривалість читання | переглядів: | фото: | світлина: | зображення: | ілюстрація: | джерело фото | ©
| ключові слова | мітки: | теги: | категорія: | рубрика: | поділитися: | поділитися в | поділитися у
| читайте також: | читати також: | дивіться також: | докладніше: | попередня стаття: | наступна стаття:
| підписуйтесь на | підписуйтеся на | підпишись на | стежте за нами | читайте нас | долучайтесь до | долучайтеся до
| приєднуйтесь до | приєднуйтеся до | ми в telegram | наш телеграм | будьте в курсі | не пропустіть нові
| введіть ваш | введіть свою | ваш email | ваш e-mail | ваша пошта | підписуючись | продовжуючи користуватися
| продовжуючи перегляд | ви можете відписатися | щоб продовжити читання | щоб читати далі | вам сподобалася
| сподобалася стаття | якщо ви знайшли помилку | помітили помилку | ми та наші партнери | цей вебсайт використовує
| цей веб-сайт використовує | сайт використовує | наш сайт використовує | щоб коментувати | щоб залишити коментар
| увійдіть, щоб | обов’язкові | усі права захищено | всі права захищено | передрук | при використанні матеріалів
"""

_ARABIC = """
الرئيسية | الصفحة الرئيسية | أخبار | الأخبار | سياسة | اقتصاد | ثقافة | رياضة | علوم | تكنولوجيا | صحة | رأي | آراء
| فيديو | صور | بحث | ابحث | تسجيل الدخول | دخول | تسجيل | إنشاء حساب | اشترك | اتصل بنا | تواصل معنا | من نحن
| عن الموقع | القائمة | الأقسام | التصنيفات | الوسوم | الأرشيف | مساعدة | المزيد | السابق | التالي | إغلاق | مشاركة
| شارك | طباعة | حفظ | اللغة | وظائف | المتجر | السلة

تخطي إلى المحتوى | تخطى إلى المحتوى | انتقل إلى المحتوى | الانتقال إلى المحتوى | الانتقال إلى المحتوى الرئيسي
| فتح القائمة | إغلاق القائمة | شارك المقال | شارك هذا المقال | شارك الخبر | مشاركة المقال | مشاركة على فيسبوك
| شارك على فيسبوك | شارك على تويتر | مشاركة عبر البريد الإلكتروني | مشاركة عبر البريد | أرسل إلى صديق | نسخ الرابط
| تم نسخ الرابط | حفظ المقال | طباعة المقال | استمع | استمع إلى المقال | اقرأ المزيد | إقرأ المزيد | قراءة المزيد
| اقرأ المقال | تابع القراءة | أكمل القراءة | متابعة القراءة | عرض المزيد | المزيد من الأخبار | شاهد المزيد
| عرض الكل | تحميل المزيد | تابعنا | تابعونا | تابعنا على فيسبوك | اشترك الآن | اشترك في النشرة البريدية
| النشرة البريدية | القائمة البريدية | ادعمنا | تبرع | تبرع الآن | إعلان | إعلانات | محتوى مدعوم | محتوى برعاية
| الصفحة السابقة | الصفحة التالية | المقال السابق | المقال التالي | الخبر السابق | الخبر التالي | العودة إلى الأعلى
| إلى الأعلى | العودة إلى الرئيسية | جميع المقالات | كل المقالات | كل الأخبار | عن الكاتب | نبذة عن الكاتب | الكاتب
| رد | إرسال | إرسال التعليق | التعليقات | تعليقات | لا توجد تعليقات | لا يوجد تعليقات | التعليقات مغلقة
| إلغاء الرد | موافق | أوافق | قبول | قبول الكل | رفض | رفض الكل | إعدادات ملفات تعريف الارتباط | سياسة الخصوصية
| سياسة ملفات الارتباط | شروط الاستخدام | الشروط والأحكام | جميع الحقوق محفوظة | حقوق النشر محفوظة

مقالات ذات صلة | أخبار ذات صلة | مواضيع ذات صلة | موضوعات ذات صلة | مواضيع متعلقة | مقالات مشابهة | أخبار متعلقة
| محتوى ذو صلة | قد يعجبك أيضا | قد يعجبك أيضًا | قد يعجبك | ربما يعجبك أيضا | قد يهمك | قد يهمك أيضا
| قد يهمك أيضًا | اقرأ أيضا | اقرأ أيضًا | إقرأ أيضا | شاهد أيضا | شاهد أيضًا | مقترحات | مقالات مقترحة | موصى به
| نرشح لك | مقالات أخرى | أخبار أخرى | المزيد من المقالات | المزيد حول هذا الموضوع | أحدث المقالات | أحدث الأخبار
| آخر الأخبار | آخر المقالات | الأكثر قراءة | الأكثر مشاهدة | الأكثر شعبية | مقالات شائعة | لا تفوت

اترك تعليقا | اترك تعليقًا | اترك تعليقاً | أترك تعليقا | اترك ردا | اترك ردًا | اترك رداً | أضف تعليقا
| أضف تعليقًا | أضف تعليق | إضافة تعليق | اكتب تعليقا | اكتب تعليقك | أضف تعليقك | شاركنا رأيك | ما رأيك | تعليقك

بقلم | كتبه: | تاريخ النشر | نشر في | نُشر في | نشرت في | نُشرت في | نشر بتاريخ | تم النشر | آخر تحديث | تم التحديث
| تحديث: | وقت القراءة | مدة القراءة | زمن القراءة | الصورة: | صورة: | مصدر الصورة | © | الوسوم: | وسوم: | التصنيف:
| التصنيفات: | الكلمات المفتاحية | كلمات مفتاحية | شارك: | مشاركة: | اقرأ أيضا: | اقرأ أيضًا: | إقرأ أيضا:
| شاهد أيضا: | المقال السابق: | المقال التالي: | تابعنا على | تابعونا على | انضم إلى | اشترك في | اشترك لتصلك
| احصل على | أدخل بريدك | بريدك الإلكتروني | لن يتم نشر عنوان | الحقول الإلزامية | الحقول المطلوبة | احفظ اسمي
| يجب أن تكون مسجلا | يجب تسجيل الدخول | سجل الدخول | يستخدم هذا الموقع | هذا الموقع يستخدم | نستخدم ملفات تعريف
| نحن نستخدم ملفات | نحن وشركاؤنا | باستخدامك لهذا | بالنقر على | بالضغط على | باستمرارك في | لمتابعة القراءة
| جميع الحقوق | حقوق النشر ©
"""

_HEBREW = """
דף הבית | ראשי | עמוד הבית | חדשות | פוליטיקה | כלכלה | תרבות | ספורט | מדע | בריאות | דעות | וידאו | חיפוש | חפש
| התחבר | התחברות | כניסה | הרשמה | הירשם | הרשמו | מינוי | צור קשר | צרו קשר | אודות | אודותינו | תפריט | קטגוריות
| תגיות | ארכיון | עזרה | עוד | הקודם | הבא | סגור | שיתוף | שתף | שתפו | הדפסה | הדפס | שמור | שפה | דרושים | חנות
| סל קניות

דלג לתוכן | דלג לתוכן העמוד | דילוג לתוכן | דלגו לתוכן | עבור לתוכן | פתח תפריט | סגור תפריט | שתפו את הכתבה
| שתף כתבה | שתפו בפייסבוק | שתף בפייסבוק | שתף בטוויטר | שליחה במייל | שלח לחבר | העתק קישור | הקישור הועתק
| שמור כתבה | הדפס כתבה | האזינו לכתבה | קרא עוד | קראו עוד | קרא את הכתבה המלאה | להמשך קריאה | המשך קריאה
| להמשך הכתבה | לכתבה המלאה | הצג עוד | הצג הכל | טען עוד | עקבו אחרינו | עשו מנוי | כבר מנוי | תמכו בנו | תרמו
| פרסומת | פרסומות | תוכן ממומן | תוכן שיווקי | ממומן | העמוד הקודם | העמוד הבא | הכתבה הקודמת | הכתבה הבאה
| הפוסט הקודם | הפוסט הבא | חזרה למעלה | לראש העמוד | חזרה לדף הבית | כל הכתבות | כל המאמרים | על הכותב | על המחבר
| אודות הכותב | הגב | תגובה | תגובות | שלח תגובה | פרסם תגובה | אין תגובות | התגובות סגורות | לביטול | אישור
| אני מסכים | קבל הכל | אשר הכל | דחה הכל | הגדרות עוגיות | מדיניות פרטיות | מדיניות עוגיות | תנאי שימוש | תקנון
| הצהרת נגישות | נגישות | כל הזכויות שמורות

כתבות נוספות | כתבות קשורות | מאמרים קשורים | מאמרים נוספים | פוסטים קשורים | פוסטים נוספים | תוכן קשור
| אולי יעניין אותך | אולי יעניין אתכם גם | עשוי לעניין אותך | כתבות שיעניינו אתכם | מומלצים | מומלץ בשבילך
| כתבות מומלצות | קראו גם | קרא גם | ראו גם באתר | עוד בנושא | עוד באתר | חדשות נוספות | הכתבות האחרונות
| פוסטים אחרונים | החדשות האחרונות | הנקראות ביותר | הנצפות ביותר | הפופולריים ביותר | אל תפספסו

כתוב תגובה | כתבו תגובה | כתיבת תגובה | הוסף תגובה | הוסיפו תגובה | השאר תגובה | השאירו תגובה | התגובה שלך
| מה דעתכם

מאת | נכתב על ידי | פורסם | פורסם: | פורסם בתאריך | עודכן | עודכן: | עדכון אחרון | עודכן לאחרונה | זמן קריאה
| תמונה: | צילום: | קרדיט: | © | תגיות: | תגים: | קטגוריה: | קטגוריות: | מילות מפתח | שתפו: | קראו גם: | קרא גם:
| עקבו אחרינו ב | הצטרפו ל | הירשמו ל | הרשמו ל | קבלו עדכונים | הזינו את | האימייל לא יוצג | כתובת המייל
| שדות החובה | יש להתחבר | עליך להתחבר | אתר זה עושה שימוש | אתר זה משתמש | האתר משתמש | באתר זה נעשה | אנו משתמשים
| אנחנו משתמשים | בלחיצה על | המשך הגלישה | כדי להמשיך לקרוא | כל הזכויות
"""

_PERSIAN = """
خانه | صفحه اصلی | صفحه نخست | اخبار | سیاسی | سیاست | اقتصاد | اقتصادی | فرهنگ | ورزش | ورزشی | علم | فناوری
| سلامت | دیدگاه | ویدیو | ویدئو | عکس | جستجو | جست‌وجو | ورود | ثبت نام | ثبت‌نام | عضویت | اشتراک | تماس با ما
| درباره ما | منو | دسته‌بندی‌ها | دسته بندی ها | برچسب‌ها | آرشیو | راهنما | بیشتر | قبلی | بعدی | بستن
| اشتراک‌گذاری | اشتراک گذاری | چاپ | ذخیره | زبان | فروشگاه | سبد خرید

رفتن به محتوا | پرش به محتوا | رد کردن و رفتن به محتوا | باز کردن منو | بستن منو | به اشتراک بگذارید
| اشتراک‌گذاری مطلب | این مطلب را به اشتراک بگذارید | اشتراک در تلگرام | ارسال به دوستان | ارسال با ایمیل | کپی لینک
| لینک کپی شد | ذخیره مطلب | نسخه چاپی | گوش کنید | ادامه مطلب | ادامه خبر | بیشتر بخوانید | مطالعه بیشتر
| خواندن ادامه | ادامه مطلب را بخوانید | مشاهده بیشتر | مشاهده همه | نمایش بیشتر | بارگذاری بیشتر | ما را دنبال کنید
| دنبال کنید | عضویت در خبرنامه | خبرنامه | حمایت از ما | تبلیغات | آگهی | محتوای تبلیغاتی | صفحه قبل | صفحه بعد
| مطلب قبلی | مطلب بعدی | نوشته قبلی | نوشته بعدی | خبر قبلی | خبر بعدی | بازگشت به بالا | بالای صفحه
| بازگشت به صفحه اصلی | همه مطالب | همه نوشته‌ها | درباره نویسنده | نویسنده | پاسخ | پاسخ دادن | ارسال دیدگاه
| ارسال نظر | نظرات | دیدگاه‌ها | بدون دیدگاه | هیچ نظری ثبت نشده | نظرات بسته است | لغو پاسخ | می‌پذیرم | قبول
| قبول همه | رد کردن | حریم خصوصی | سیاست حفظ حریم خصوصی | شرایط استفاده | قوانین و مقررات | تمامی حقوق محفوظ است
| کلیه حقوق محفوظ است

مطالب مرتبط | مطالب مشابه | مقالات مرتبط | مقالات مشابه | نوشته‌های مرتبط | نوشته های مرتبط | نوشته‌های مشابه
| اخبار مرتبط | اخبار مشابه | خبرهای مرتبط | موضوعات مرتبط | شاید بپسندید | شاید دوست داشته باشید
| ممکن است علاقه‌مند باشید | پیشنهاد ما | پیشنهادی | مطالب پیشنهادی | همچنین بخوانید | بخوانید
| این مطلب را هم بخوانید | سایر اخبار | سایر مطالب | مطالب دیگر | آخرین اخبار | آخرین مطالب | تازه‌ترین مطالب
| جدیدترین مطالب | پربازدیدترین | پربازدیدترین‌ها | پربیننده‌ترین | محبوب‌ترین | از دست ندهید

دیدگاهتان را بنویسید | دیدگاه خود را بنویسید | نظر خود را بنویسید | نظر بدهید | نظر شما | ثبت نظر | ثبت دیدگاه
| افزودن دیدگاه | یک دیدگاه بنویسید | پاسخ دهید

نوشته: | به قلم | تاریخ انتشار | منتشر شده در | منتشر شده: | انتشار: | تاریخ: انتشار | به‌روزرسانی | به روز رسانی
| آخرین به‌روزرسانی | زمان مطالعه | زمان مورد نیاز برای مطالعه | مدت مطالعه | عکس: | عکاس: | منبع عکس | ©
| برچسب‌ها: | برچسب ها: | برچسب: | دسته: | دسته‌بندی: | دسته‌ها: | کلیدواژه | کلمات کلیدی | اشتراک‌گذاری:
| بیشتر بخوانید: | همچنین بخوانید: | ما را در | عضو کانال | در خبرنامه | ایمیل خود را | نشانی ایمیل شما
| آدرس ایمیل شما | بخش‌های موردنیاز | بخش های موردنیاز | فیلدهای الزامی | ذخیره نام | برای نوشتن دیدگاه
| برای ارسال نظر | برای ثبت نظر | این سایت از کوکی | وب‌سایت ما از کوکی | ما از کوکی | با کلیک بر | با ادامه استفاده
| تمامی حقوق | کلیه حقوق | تمام حقوق
"""

_HINDI = """
होम | मुख्य पृष्ठ | मुखपृष्ठ | समाचार | खबरें | ताज़ा खबर | राजनीति | अर्थव्यवस्था | संस्कृति | खेल | विज्ञान
| स्वास्थ्य | विचार | वीडियो | फोटो | खोजें | खोज | लॉग इन | लॉगिन | लॉग इन करें | साइन इन | साइन अप | रजिस्टर करें
| सदस्यता लें | सब्सक्राइब करें | संपर्क करें | संपर्क | हमारे बारे में | मेनू | श्रेणियाँ | टैग | संग्रह | सहायता
| और | पिछला | अगला | बंद करें | साझा करें | शेयर करें | शेयर | प्रिंट करें | प्रिंट | सहेजें | भाषा | भाषाएँ

सामग्री पर जाएं | मुख्य सामग्री पर जाएं | सीधे सामग्री पर जाएं | मेनू खोलें | मेनू बंद करें | इस लेख को साझा करें
| लेख साझा करें | यह लेख शेयर करें | फेसबुक पर शेयर करें | ट्विटर पर शेयर करें | व्हाट्सएप पर शेयर करें | ईमेल करें
| लिंक कॉपी करें | लिंक कॉपी हो गया | बाद में पढ़ें | सुनें | लेख सुनें | और पढ़ें | आगे पढ़ें | पूरा पढ़ें
| पूरी खबर पढ़ें | पढ़ना जारी रखें | अधिक जानें | और देखें | सभी देखें | अधिक दिखाएं | और लोड करें | हमें फॉलो करें
| फॉलो करें | न्यूज़लेटर | न्यूज़लेटर सब्सक्राइब करें | हमारा समर्थन करें | दान करें | विज्ञापन | प्रायोजित
| प्रायोजित सामग्री | पिछला पृष्ठ | अगला पृष्ठ | पिछला लेख | अगला लेख | पिछली पोस्ट | अगली पोस्ट | ऊपर जाएं
| शीर्ष पर वापस जाएं | होम पर वापस जाएं | सभी लेख | लेखक के बारे में | लेखक | जवाब दें | उत्तर दें | टिप्पणियाँ
| टिप्पणी करें | टिप्पणी पोस्ट करें | कोई टिप्पणी नहीं | टिप्पणियाँ बंद हैं | उत्तर रद्द करें | स्वीकार करें
| सभी स्वीकार करें | सहमत | अस्वीकार करें | कुकी सेटिंग | कुकी नीति | गोपनीयता नीति | नियम और शर्तें
| उपयोग की शर्तें | सर्वाधिकार सुरक्षित

संबंधित लेख | संबंधित खबरें | संबंधित पोस्ट | संबंधित समाचार | संबंधित विषय | इससे जुड़ी खबरें | यह भी पढ़ें
| ये भी पढ़ें | इसे भी पढ़ें | आपको यह भी पसंद आ सकता है | आपके लिए सुझाव | अनुशंसित | अन्य खबरें | और खबरें
| अन्य लेख | ताज़ा खबरें | ताजा खबरें | नवीनतम लेख | हाल के पोस्ट | लोकप्रिय | लोकप्रिय लेख | सबसे ज्यादा पढ़े गए

टिप्पणी छोड़ें | एक टिप्पणी छोड़ें | टिप्पणी जोड़ें | अपनी टिप्पणी लिखें | टिप्पणी लिखें | एक उत्तर छोड़ें
| अपनी राय दें | आपकी राय | आपकी टिप्पणी

द्वारा लिखित | प्रकाशित: | प्रकाशित | प्रकाशन तिथि | अपडेट: | अपडेटेड: | अंतिम अद्यतन | अंतिम अपडेट | पढ़ने का समय
| फोटो: | तस्वीर: | चित्र: | © | टैग: | श्रेणी: | श्रेणियाँ: | शेयर करें: | यह भी पढ़ें: | ये भी पढ़ें:
| इसे भी पढ़ें: | हमें फेसबुक | हमें फॉलो | हमारे न्यूज़लेटर | हमारे साथ जुड़ें | अपना ईमेल | आपका ईमेल पता
| आवश्यक फ़ील्ड | टिप्पणी करने के लिए | टिप्पणी पोस्ट करने के लिए | यह वेबसाइट कुकी | यह साइट कुकी | हम कुकीज़
| हम कुकी | हमारी वेबसाइट कुकी | सर्वाधिकार
"""

_INDONESIAN = """
beranda | berita | politik | ekonomi | budaya | olahraga | sains | kesehatan | opini | cuaca | video | foto | cari
| pencarian | masuk | daftar | keluar | berlangganan | langganan | hubungi kami | kontak | tentang kami | tentang
| menu | kategori | tag | topik | arsip | bantuan | lainnya | kembali | selanjutnya | berikutnya | sebelumnya
| tutup | bagikan | cetak | simpan | bahasa | toko | keranjang | profil | pengaturan | karier | utama | carian
| log masuk | hubungi | kongsi

langsung ke konten | lewati ke konten | lompat ke konten | langsung ke isi | langsung ke konten utama
| loncat ke konten | buka menu | tutup menu | bagikan artikel | bagikan artikel ini | bagikan ini
| bagikan di facebook | bagikan ke facebook | bagikan ke twitter | bagikan via email | kirim lewat email
| kirim ke teman | salin tautan | salin link | tautan disalin | simpan artikel | cetak artikel | dengarkan
| dengarkan artikel | baca selengkapnya | selengkapnya | baca lebih lanjut | lanjutkan membaca | lanjut membaca
| baca artikel | lihat selengkapnya | lihat semua | lihat lainnya | tampilkan lebih banyak | muat lebih banyak
| muat lainnya | ikuti kami | ikuti kami di facebook | langganan sekarang | daftar sekarang | sudah berlangganan
| dukung kami | donasi | iklan | advertorial | konten bersponsor | lanjutkan membaca di bawah
| scroll untuk melanjutkan membaca | halaman sebelumnya | halaman berikutnya | halaman selanjutnya
| artikel sebelumnya | artikel selanjutnya | artikel berikutnya | pos sebelumnya | pos berikutnya | pos lama
| pos baru | postingan lama | postingan lebih baru | kembali ke atas | kembali ke beranda | ke atas | semua artikel
| tentang penulis | penulis | balas | komentar | kirim komentar | belum ada komentar | tidak ada komentar
| komentar ditutup | batalkan balasan | terima | terima semua | setuju | tolak | tolak semua | pengaturan cookie
| kebijakan cookie | kebijakan privasi | syarat dan ketentuan | ketentuan layanan | ketentuan penggunaan
| peta situs | pedoman media siber | hak cipta dilindungi undang-undang | hak cipta dilindungi

artikel terkait | berita terkait | terkait | pos-pos terkait | postingan terkait | konten terkait | topik terkait
| baca juga | simak juga | lihat juga di situs ini | anda mungkin juga suka | anda mungkin suka | mungkin anda suka
| mungkin anda tertarik | rekomendasi untuk anda | artikel rekomendasi | direkomendasikan | artikel lainnya
| artikel lain | berita lainnya | berita lain | lebih banyak artikel | terbaru | artikel terbaru | berita terbaru
| pos terbaru | postingan terbaru | terpopuler | berita terpopuler | artikel populer | populer
| paling banyak dibaca | jangan lewatkan

tinggalkan balasan | tinggalkan komentar | tulis komentar | tambahkan komentar | beri komentar | berikan komentar
| kirim balasan | komentar anda | apa pendapat anda | beri tanggapan

ditulis oleh | dipublikasikan | diterbitkan | diterbitkan pada | diposting | diposting pada | diposkan | diperbarui
| terakhir diperbarui | pembaruan terakhir | waktu baca | waktu membaca | estimasi waktu baca | foto: | gambar:
| sumber foto | ilustrasi: | © | tags: | kategori: | kata kunci | topik: | bagikan: | baca juga: | simak juga:
| lihat juga: | artikel sebelumnya: | artikel selanjutnya: | ikuti kami di | temukan kami di | bergabung dengan
| gabung di | berlangganan newsletter | daftar untuk | masukkan email | masukkan alamat email | alamat email anda
| alamat surel anda | ruas yang wajib | simpan nama | anda harus masuk | untuk berkomentar | untuk mengirim komentar
| situs ini menggunakan | situs web ini menggunakan | website ini menggunakan | kami menggunakan cookie
| kami dan mitra | dengan mengklik | dengan melanjutkan | dengan berlangganan | untuk melanjutkan membaca
"""

_VIETNAMESE = """
trang chủ | tin tức | thời sự | chính trị | kinh tế | văn hóa | thể thao | khoa học | công nghệ | sức khỏe
| góc nhìn | thời tiết | video | ảnh | tìm kiếm | đăng nhập | đăng ký | đăng xuất | liên hệ | giới thiệu
| về chúng tôi | menu | chuyên mục | danh mục | chủ đề | thẻ | lưu trữ | trợ giúp | xem thêm | thêm | quay lại
| tiếp | trước | sau | đóng | chia sẻ | in | lưu | ngôn ngữ | cửa hàng | giỏ hàng | tài khoản | tuyển dụng

chuyển đến nội dung | chuyển đến nội dung chính | bỏ qua nội dung | đến nội dung chính | chuyển tới nội dung
| mở menu | đóng menu | chia sẻ bài viết | chia sẻ bài viết này | chia sẻ lên facebook | chia sẻ trên facebook
| chia sẻ qua email | gửi email | gửi cho bạn bè | sao chép liên kết | sao chép link | đã sao chép | lưu bài viết
| in bài viết | nghe bài viết | đọc thêm | đọc tiếp | đọc toàn bộ | đọc toàn bộ bài viết | tiếp tục đọc
| xem chi tiết | xem tất cả | hiển thị thêm | tải thêm | theo dõi chúng tôi | theo dõi | đăng ký ngay
| đăng ký nhận tin | đăng ký nhận bản tin | ủng hộ chúng tôi | quảng cáo | nội dung được tài trợ
| bài viết được tài trợ | trang trước | trang sau | trang tiếp | bài trước | bài sau | bài viết trước | bài viết sau
| bài viết tiếp theo | bài tiếp theo | bài cũ hơn | bài mới hơn | về đầu trang | lên đầu trang | về trang chủ
| tất cả bài viết | về tác giả | tác giả | trả lời | phản hồi | bình luận | gửi bình luận | chưa có bình luận
| không có bình luận | hủy trả lời | đồng ý | chấp nhận | chấp nhận tất cả | từ chối | từ chối tất cả
| cài đặt cookie | chính sách cookie | chính sách bảo mật | chính sách quyền riêng tư | điều khoản sử dụng
| điều khoản dịch vụ | bản quyền | mọi quyền được bảo lưu

bài viết liên quan | bài liên quan | tin liên quan | tin tức liên quan | nội dung liên quan | chủ đề liên quan
| có thể bạn quan tâm | có thể bạn thích | có thể bạn sẽ thích | bạn có thể quan tâm | bạn cũng có thể thích
| xem thêm bài viết | bài viết khác | tin khác | các tin khác | các bài viết khác | bài viết mới | bài viết mới nhất
| tin mới | tin mới nhất | đọc nhiều | đọc nhiều nhất | xem nhiều | xem nhiều nhất | tin nổi bật | bài viết nổi bật
| đề xuất cho bạn | đừng bỏ lỡ | cùng chuyên mục

để lại bình luận | để lại một bình luận | để lại phản hồi | viết bình luận | thêm bình luận | bình luận của bạn
| ý kiến của bạn | ý kiến bạn đọc | gửi phản hồi

viết bởi | đăng ngày | đăng bởi | đăng lúc | ngày đăng | ngày xuất bản | xuất bản ngày | cập nhật | cập nhật:
| cập nhật lần cuối | thời gian đọc | ảnh: | hình ảnh: | nguồn ảnh | © | từ khóa | thẻ: | tags: | chuyên mục:
| danh mục: | chủ đề: | chia sẻ: | đọc thêm: | xem thêm: | bài trước: | bài tiếp theo: | theo dõi chúng tôi trên
| tham gia nhóm | đăng ký để | đăng ký nhận | nhận tin | nhập email | nhập địa chỉ email | email của bạn
| địa chỉ email của bạn | các trường bắt buộc | trường bắt buộc | lưu tên của tôi | bạn phải đăng nhập
| đăng nhập để | trang web này sử dụng | website này sử dụng | trang này sử dụng cookie | chúng tôi sử dụng cookie
| bản quyền ©
"""

_THAI = """
หน้าแรก | หน้าหลัก | ข่าว | ข่าวสาร | การเมือง | เศรษฐกิจ | วัฒนธรรม | กีฬา | วิทยาศาสตร์ | สุขภาพ | ความคิดเห็น
| วิดีโอ | ค้นหา | เข้าสู่ระบบ | สมัครสมาชิก | ลงทะเบียน | ออกจากระบบ | ติดต่อเรา | ติดต่อ | เกี่ยวกับเรา
| เกี่ยวกับ | เมนู | หมวดหมู่ | แท็ก | คลังเก็บ | ช่วยเหลือ | เพิ่มเติม | ย้อนกลับ | ถัดไป | ก่อนหน้า | ปิด | แชร์
| พิมพ์ | บันทึก | ภาษา | ร้านค้า | ตะกร้าสินค้า

ข้ามไปยังเนื้อหา | ข้ามไปเนื้อหา | ข้ามไปที่เนื้อหา | ข้ามไปยังเนื้อหาหลัก | เปิดเมนู | ปิดเมนู | แชร์บทความ
| แชร์บทความนี้ | แชร์บน facebook | แชร์ไปยัง facebook | ส่งอีเมล | คัดลอกลิงก์ | คัดลอกลิงค์ | บันทึกบทความ
| พิมพ์บทความ | ฟังบทความ | อ่านเพิ่มเติม | อ่านต่อ | อ่านทั้งหมด | อ่านบทความ | ดูเพิ่มเติม | ดูทั้งหมด
| แสดงเพิ่มเติม | โหลดเพิ่มเติม | ติดตามเรา | ติดตาม | สมัครรับข่าวสาร | สมัครรับจดหมายข่าว | สนับสนุนเรา | โฆษณา
| เนื้อหาที่ได้รับการสนับสนุน | หน้าก่อนหน้า | หน้าถัดไป | บทความก่อนหน้า | บทความถัดไป | เรื่องก่อนหน้า
| เรื่องถัดไป | กลับขึ้นด้านบน | กลับไปด้านบน | กลับหน้าหลัก | บทความทั้งหมด | เกี่ยวกับผู้เขียน | ผู้เขียน
| ตอบกลับ | แสดงความคิดเห็น | ส่งความคิดเห็น | ไม่มีความคิดเห็น | ยกเลิกการตอบ | ยอมรับ | ยอมรับทั้งหมด | ปฏิเสธ
| ปฏิเสธทั้งหมด | ตั้งค่าคุกกี้ | นโยบายคุกกี้ | นโยบายความเป็นส่วนตัว | ข้อกำหนดการใช้งาน | เงื่อนไขการใช้งาน
| สงวนลิขสิทธิ์ | สงวนลิขสิทธิ์ทุกประการ

บทความที่เกี่ยวข้อง | ข่าวที่เกี่ยวข้อง | เรื่องที่เกี่ยวข้อง | เนื้อหาที่เกี่ยวข้อง | บทความแนะนำ | แนะนำ
| แนะนำสำหรับคุณ | คุณอาจสนใจ | คุณอาจชอบ | เรื่องที่คุณอาจสนใจ | อ่านเพิ่ม | บทความอื่น ๆ | บทความอื่นๆ | ข่าวอื่นๆ
| ข่าวล่าสุด | บทความล่าสุด | เรื่องล่าสุด | ยอดนิยม | บทความยอดนิยม | ข่าวยอดนิยม | เรื่องเด่น

แสดงความเห็น | เขียนความคิดเห็น | เพิ่มความคิดเห็น | ใส่ความเห็น | ความคิดเห็นของคุณ | ทิ้งคำตอบไว้
| แสดงความคิดเห็นของคุณ

เขียนโดย | เผยแพร่ | เผยแพร่เมื่อ | วันที่เผยแพร่ | โพสต์เมื่อ | อัปเดต | อัพเดท | อัปเดตล่าสุด | ปรับปรุงล่าสุด
| เวลาอ่าน | ใช้เวลาอ่าน | ภาพ: | ภาพจาก | ภาพถ่าย: | เครดิตภาพ | © | แท็ก: | หมวดหมู่: | แชร์: | อ่านเพิ่มเติม:
| ติดตามเราได้ที่ | ติดตามเราบน | สมัครรับ | กรอกอีเมล | อีเมลของคุณ | ช่องข้อมูลจำเป็น | คุณต้องเข้าสู่ระบบ
| เข้าสู่ระบบเพื่อ | เว็บไซต์นี้ใช้คุกกี้ | เว็บไซต์ของเราใช้ | เราใช้คุกกี้ | ลิขสิทธิ์ ©
"""

_CHINESE = """
新闻 | 资讯 | 时政 | 财经 | 社会 | 文化 | 体育 | 科技 | 健康 | 观点 | 评论 | 视频 | 图片 | 专题 | 招聘 | 商店
| 购物车 | 个人中心 | 设置 | 退出 | 我的 | 登录/注册 | 联系方式 | 网站地图 | 站点地图 | 友情链接 | 语言 | 简体中文
| 繁體中文 | 中文 | 收藏 | 点赞 | 博客 | 专栏 | 社区 | 论坛 | 下载 | 新聞 | 財經 | 社會 | 體育 | 觀點 | 評論 | 影音
| 圖片 | 專題 | 設定 | 登出 | 網站地圖 | 語言 | 部落格 | 關於 | 聯繫我們 | 返回首页 | 返回首頁 | 上一步

转到内容 | 跳过导航 | 关闭菜单 | 展开菜单 | 收起 | 展开 | 展开全文 | 展开阅读全文 | 查看全文 | 查看更多 | 查看全部
| 查看原文 | 点击阅读 | 点击阅读全文 | 阅读原文 | 了解更多 | 加载更多 | 显示更多 | 分享 | 分享至 | 分享给朋友
| 分享给好友 | 分享到朋友圈 | 分享到qq | 分享这篇文章 | 分享链接 | 扫码分享 | 扫一扫 | 微信扫一扫 | 扫描二维码
| 微信扫码分享 | 复制链接 | 链接已复制 | 已复制 | 收藏文章 | 收藏本文 | 打印本文 | 打印文章 | 听文章 | 朗读 | 收听
| 关注 | 关注我们 | 关注作者 | 关注公众号 | 订阅邮件 | 邮件订阅 | 立即订阅 | 立即登录 | 立即注册 | 免费注册
| 成为会员 | 已有账号 | 开通会员 | 赞赏 | 打赏 | 支持我们 | 捐赠 | 点个赞 | 点赞 | 喜欢 | 推广 | 赞助 | 广告位
| 广告合作 | 文章继续 | 广告后继续 | 前一篇 | 后一篇 | 上篇 | 下篇 | 上一条 | 下一条 | 回顶部 | 回到首页 | 返回列表
| 返回上页 | 返回目录 | 所有文章 | 全部文章 | 全部评论 | 查看评论 | 最新评论 | 热门评论 | 暂无评论 | 还没有评论
| 评论已关闭 | 提交评论 | 提交 | 发送 | 回复 | 举报 | 报错 | 纠错 | 我要纠错 | 接受 | 全部接受 | 同意 | 拒绝
| 全部拒绝 | cookie 设置 | cookie设置 | cookie 政策 | 隐私声明 | 用户协议 | 法律声明 | 意见反馈 | 本文作者
| 本文链接 | 转载请注明出处 | 未经许可不得转载 | 未经授权禁止转载 | 关闭選單 | 展開全文 | 載入更多 | 顯示更多
| 分享到臉書 | 分享到 facebook | 分享這篇文章 | 複製連結 | 已複製連結 | 列印本文 | 收聽 | 追蹤 | 追蹤我們 | 立即訂閱
| 訂閱電子報 | 電子報 | 加入會員 | 贊助 | 支持我們 | 廣告 請繼續往下閱讀 | 請繼續往下閱讀 | 上一則 | 下一則
| 上一篇文章 | 下一篇文章 | 回到頂端 | 回上頁 | 回首頁 | 尚無留言 | 沒有留言 | 送出留言 | 回覆 | 檢舉 | 接受全部
| 拒絕 | cookie 設定 | 隱私權聲明 | 使用條款

相关内容 | 相关报道 | 相关链接 | 相关主题 | 相关话题 | 相关资讯 | 推荐文章 | 推荐内容 | 为你推荐 | 为您推荐
| 编辑推荐 | 精选文章 | 精彩推荐 | 热门推荐 | 更多推荐 | 更多相关 | 更多新闻 | 更多精彩 | 更多阅读 | 您可能也喜欢
| 您也可能喜欢 | 你可能喜欢 | 您可能还喜欢 | 大家都在看 | 大家还在看 | 热门新闻 | 热门阅读 | 阅读排行 | 最新新闻
| 最新资讯 | 最近文章 | 近期文章 | 其他文章 | 同类文章 | 同类推荐 | 参考阅读 | 相关阅读推荐 | 猜您喜欢 | 往期回顾
| 往期推荐 | 相關報導 | 相關內容 | 相關連結 | 推薦文章 | 為你推薦 | 編輯推薦 | 更多新聞 | 更多文章 | 您可能也喜歡
| 你可能感興趣 | 您可能感興趣 | 最新新聞 | 熱門新聞 | 猜你喜歡

写下你的评论 | 我要评论 | 我来说两句 | 说点什么 | 添加新评论 | 发布评论 | 参与评论 | 评论区 | 网友评论 | 读者评论
| 欢迎留言 | 欢迎评论 | 发表你的看法 | 写留言 | 精选留言 | 用户评论 | 文章评论 | 撰寫回應 | 發表回應 | 我要留言
| 寫下留言 | 新增留言 | 讀者留言 | 發表評論 | 留下回覆 | 發佈回覆留言

编译： | 翻译： | 译者： | 责编： | 责任编辑： | 审核： | 校对： | 原标题： | 原文链接 | 本文来源 | 本文转载
| 本文首发 | 本文发布 | 本文最后更新 | 发布日期 | 发布： | 发表时间 | 发表： | 更新： | 更新日期 | 最后修改
| 最近更新 | 阅读： | 阅读量 | 阅读数 | 浏览量 | 浏览次数 | 点击数 | 字数： | 预计阅读时间 | 预计阅读时长 | 图：
| 图/ | 图片： | 图源： | 图片来自 | 图片由 | 配图： | 封面图 | 视觉中国 | 关键词： | 关键字： | 分类目录 | 归档：
| 分享： | 转载请 | 未经授权 | 未经许可 | 版权归 | 版权所有： | 著作权归 | 本文版权 | 上一篇： | 上一篇: | 下一篇：
| 下一篇: | 相关阅读： | 延伸阅读： | 推荐阅读： | 更多阅读： | 点击关注 | 关注我们的 | 关注公众号 | 欢迎关注
| 长按识别 | 长按二维码 | 扫码关注 | 扫描下方 | 微信公众号： | 订阅本站 | 输入邮箱 | 请输入您的 | 请输入你的
| 您的邮箱 | 您的电子邮件 | 电子邮件地址不会 | 邮箱地址不会 | 所有带 | 带 * 的 | 继续使用本 | 继续浏览本
| 使用本网站 | 我们和我们的合作伙伴 | 我们重视您的隐私 | 本网页使用 | 网站使用 cookie | 本网站采用 | 登录以
| 登录即可 | 注册即可 | 评论前请 | 若要评论 | 文章版权 | 免责声明： | 备案号 | icp备 | 京icp | 編譯： | 責任編輯
| 資料來源 | 圖： | 圖／ | 圖片來源 | 照片： | 攝影： | 發布日期 | 發布時間 | 發布於 | 最後更新 | 更新時間
| 閱讀時長 | 瀏覽數 | 關鍵字： | 延伸閱讀： | 相關閱讀 | 推薦閱讀： | 追蹤我們 | 加入我們的 | 請輸入您的
| 您的電子郵件 | 電子郵件地址不會 | 我們使用 cookie | 我們使用cookie | 本站使用 | 此網站使用 | 若要留言 | 登入後
| 請登入 | 未經授權 | 著作權
"""

_JAPANESE = """
ニュース | 新着 | 新着情報 | お知らせ | 政治 | 経済 | 社会 | 文化 | スポーツ | 科学 | 健康 | 意見 | コラム | 動画
| 写真 | 特集 | 連載 | 天気 | 求人 | 採用情報 | ショップ | カート | マイページ | プロフィール | 設定 | ログアウト
| 会員ログイン | 無料会員登録 | 運営会社 | 運営者情報 | このサイトについて | 私たちについて | アーカイブ | 記事一覧
| ランキング | 言語 | 日本語 | ブログ | フォロー | 保存 | ブックマーク | 資料請求 | よくある質問 | アクセス
| ホームへ戻る | お気に入り | rss | 広告掲載 | 寄付 | 寄付する

コンテンツへ移動 | ナビゲーションへスキップ | ナビゲーションに移動 | 検索に移動 | メニューへ移動 | メインメニュー
| メニューを閉じる | 検索を開く | 検索を閉じる | 共有する | シェアしよう | この記事をシェアしよう | 記事をシェア
| 記事を共有 | facebookでシェア | facebookでシェアする | twitterでシェア | xでシェア | xでポスト | ポストする
| lineで送る | lineでシェア | はてなブックマーク | はてブ | はてなブックマークに追加 | メールで送る | メールで送信
| リンクをコピー | リンクをコピーする | urlをコピー | urlをコピーする | コピーしました | リンクをコピーしました
| 記事を保存 | 保存する | あとで読む | ブックマークに追加 | お気に入りに追加 | 印刷する | この記事を印刷
| この記事を聴く | 記事を読む | 記事を見る | この記事を読む | 全文を読む | 詳しく見る | 詳細を見る | 詳細はこちら
| もっと詳しく | もっと見る | さらに読む | さらに表示 | さらに見る | すべて見る | すべて表示 | 一覧を見る | 一覧へ
| 一覧へ戻る | 一覧に戻る | 記事一覧へ | 記事一覧へ戻る | フォローする | フォローしてください | フォローお願いします
| この記事が気に入ったらいいね | いいね | いいねする | この記事が役に立ったらシェア | スキ | 登録する | 購読する
| 無料で登録 | 無料登録 | 今すぐ登録 | メルマガ登録はこちら | 有料会員登録 | 会員限定記事 | この記事は会員限定です
| 会員登録して続きを読む | ログインして続きを読む | 支援する | サポートする | 記事をサポート | 応援する
| 広告の後に続きます | 記事は広告の後に続きます | タイアップ | [pr] | 【pr】 | 前のページ | 次のページ | 前へ戻る
| 前の投稿 | 次の投稿 | 前の記事へ | 次の記事へ | 過去の投稿 | 新しい投稿 | 過去の記事 | 新しい記事 | 古い記事
| トップページへ | トップページへ戻る | ホームに戻る | ページ上部へ | ページ上部へ戻る | 上に戻る | 先頭へ
| ページの先頭へ戻る | 目次へ戻る | この記事の著者 | 執筆者 | 筆者 | 筆者について | 著者情報 | ライター
| この著者の記事一覧 | この記事を書いた人 | プロフィールを見る | 返信 | 返信する | コメントする | コメントを送信
| コメントを見る | コメントを表示 | コメントを閉じる | コメントはありません | コメントはまだありません
| コメントは受け付けていません | トラックバック | 通報 | 通報する | 誤りを報告 | 編集を提案 | このページを編集
| 同意する | 同意して閉じる | すべて許可 | すべて同意 | 許可する | すべて受け入れる | 承諾する | 拒否 | 拒否する
| すべて拒否 | cookieの設定 | cookie設定 | クッキーの設定 | クッキーポリシー | cookieポリシー | 個人情報保護方針
| 個人情報の取り扱い | 個人情報の取扱いについて | サイトポリシー | 著作権について | この記事は役に立ちましたか
| このページは役に立ちましたか | はい いいえ

関連コンテンツ | 関連する投稿 | 関連投稿 | 関連情報 | 関連トピック | 関連ワード | 関連キーワード | 関連タグ
| 関連する記事はこちら | 関連記事はこちら | 関連記事一覧 | おすすめコンテンツ | おすすめの関連記事
| あなたへのおすすめ | あなたにおすすめ | あなたにおすすめの記事 | この記事を読んだ人におすすめ
| この記事を読んだ人はこちらも | こちらの記事も読まれています | こんな記事も読まれています | こちらもチェック
| 併せて読みたい | 合わせて読みたい記事 | あわせて読みたい記事 | 人気の記事 | 人気の投稿 | 人気記事ランキング
| アクセスランキング | よく読まれている記事 | よく読まれる記事 | 注目の記事 | 注目記事 | ピックアップ | 新着記事
| 最新ニュース | 最新の記事 | 最新の投稿 | 最近の記事 | 新着ニュース | その他の記事 | 他の記事 | ほかの記事
| 同じカテゴリの記事 | 同じカテゴリーの記事 | このカテゴリの記事 | カテゴリ内の記事 | 同じタグの記事 | 連載一覧
| 特集記事

コメント投稿 | コメントを入力 | コメント欄 | 感想を書く | ご意見・ご感想 | みんなのコメント | 読者のコメント
| あなたのコメント | 返信を残す | コメントをどうぞ | コメントを書き込む

取材・文 | 撮影： | 撮影: | 監修： | 監修者 | 公開： | 公開日： | 投稿： | 投稿日： | 更新： | 更新日： | 作成日
| 掲載： | 最終更新日 | 配信： | 発行日 | 読み終える | 読了目安 | 読了まで | 所要時間 | 約 5 分で | 閲覧数 | 画像：
| 画像: | 画像提供 | 画像出典 | 画像引用 | 写真提供： | 写真／ | 写真= | 写真＝ | イラスト： | カテゴリ：
| カテゴリ: | キーワード： | キーワード: | シェア： | 共有： | 関連記事： | 関連記事: | 関連： | あわせて読みたい：
| 前の記事： | 前の記事: | 次の記事： | 次の記事: | 続きはこちら | この記事が気に入 | この記事が役に
| この記事をシェア | フォローする | フォローして | lineの友だち | 友だち追加 | 公式line | 公式twitter | ぜひフォロー
| メールアドレスを入力 | メールアドレスが公開 | メールアドレスを登録 | 登録すると | 購読すると | ボタンを押す
| 上に表示された | 名前、メール | 名前 ※ | 名前（必須） | コメントは承認 | コメントするために | ログインして
| 続きを読むには | この続きは | 会員登録すると | 残り 0 文字 | このサイトはスパム | スパム対策 | 日本語が含まれない
| 当サイトは | 弊社ウェブサイト | 本ウェブサイト | このウェブサイトは | このウェブサイトでは | 私たちはクッキー
| クッキーを使用 | サイトの利用を | 無断転載 | 無断複写 | 本記事の無断 | 掲載内容は
"""

_KOREAN = """
뉴스 | 정치 | 경제 | 사회 | 문화 | 스포츠 | 과학 | 건강 | 오피니언 | 칼럼 | 영상 | 동영상 | 사진 | 날씨 | 채용
| 쇼핑 | 장바구니 | 마이페이지 | 내 정보 | 설정 | 로그아웃 | 고객센터 | 회사소개 | 카테고리 | 태그 | 아카이브
| 도움말 | 더보기 | 이전 | 다음 | 목록 | 인쇄 | 저장 | 스크랩 | 언어 | 한국어 | 블로그 | 전체기사 | 기사목록
| 전체메뉴 | 홈으로 | 북마크 | 좋아요

콘텐츠로 바로가기 | 메뉴 바로가기 | 주메뉴 바로가기 | 메뉴 열기 | 메뉴 닫기 | 검색 열기 | 검색 닫기 | 기사 공유하기
| 이 기사 공유하기 | 이 기사를 공유합니다 | 글 공유하기 | 공유 | 페이스북 공유 | 페이스북으로 공유 | 페이스북에 공유
| 트위터로 공유 | 트위터 공유 | 카카오톡 공유 | 카카오톡으로 공유 | 카카오톡 | 카카오스토리 | 네이버 블로그 | 밴드
| 이메일 보내기 | 이메일로 보내기 | 링크 복사 | 링크복사 | url 복사 | url복사 | 복사되었습니다 | 주소 복사
| 기사 저장 | 스크랩하기 | 기사 인쇄 | 인쇄하기 | 글자크기 | 글자 크기 조절 | 글자크기 설정 | 기사 듣기 | 기사듣기
| 본문듣기 | 자세히 보기 | 자세히보기 | 전체 보기 | 전체보기 | 기사 전문 보기 | 기사 더보기 | 모두 보기 | 펼치기
| 접기 | 계속 읽기 | 이어서 읽기 | 구독하기 | 구독신청 | 뉴스레터 구독 | 뉴스레터 구독하기 | 뉴스레터 신청 | 팔로우
| 팔로우하기 | 후원하기 | 후원 | 기부하기 | 회원 전용 기사 | 로그인하고 계속 읽기 | 광고 닫기 | 광고 후 계속
| 이전 페이지 | 다음 페이지 | 이전글 | 다음글 | 이전기사 | 다음기사 | 이전 포스트 | 다음 포스트 | 맨위로 | 위로
| 위로 가기 | 상단으로 이동 | 목록으로 | 목록보기 | 처음으로 | 홈으로 가기 | 작성자 소개 | 저자 소개 | 글쓴이
| 작성자 | 기자의 다른기사 | 기자의 다른 기사 보기 | 기자 구독 | 답글 | 답글 쓰기 | 답글 달기 | 등록 | 등록하기
| 댓글 달기 | 댓글 작성 | 댓글 등록 | 댓글 보기 | 댓글보기 | 댓글 더보기 | 댓글이 없습니다 | 댓글 0 | 신고
| 신고하기 | 오류 신고 | 동의 | 동의합니다 | 모두 동의 | 수락 | 모두 수락 | 모두 허용 | 거부 | 모두 거부 | 쿠키 설정
| 쿠키 정책 | 청소년보호정책 | 저작권 정책 | 저작권보호정책 | 이메일무단수집거부 | 무단전재 및 재배포금지
| 무단 전재-재배포 금지 | 모든 권리 보유 | 이 기사가 도움이 되었나요

관련 뉴스 | 관련뉴스 | 관련 콘텐츠 | 관련 포스트 | 관련 게시물 | 관련 주제 | 관련 태그 | 추천 뉴스 | 추천 글
| 추천 콘텐츠 | 추천기사 | 맞춤 추천 | 당신을 위한 추천 | 이 글도 추천합니다 | 이런 글은 어떠세요 | 이런 기사 어때요
| 함께 읽으면 좋은 글 | 함께 보면 좋은 기사 | 같이 보면 좋은 글 | 다른 기사 | 다른 글 | 다른 기사 보기
| 더 많은 기사 | 더 많은 글 | 이 카테고리의 다른 글 | 카테고리의 다른 글 | 같은 카테고리의 글 | 최신 기사 | 최신기사
| 최신 글 | 최신글 | 최근 글 | 최근 기사 | 최신 뉴스 | 최신뉴스 | 인기 기사 | 인기기사 | 인기 글 | 인기글
| 인기 뉴스 | 많이 본 기사 | 많이 본 글 | 많이 읽은 기사 | 실시간 인기기사 | 주요뉴스 | 주요 뉴스 | 헤드라인
| 오늘의 주요뉴스

댓글을 남겨주세요 | 댓글을 남겨 주세요 | 댓글을 입력하세요 | 댓글 입력 | 의견 남기기 | 의견 쓰기 | 독자 의견
| 독자의견 | 기사 댓글 | 전체 댓글 | 댓글쓰기 | 댓글남기기

글·사진 | 발행일 | 발행: | 등록: | 등록 : | 등록일 | 작성일 | 게시: | 게시일: | 입력: | 입력 : | 입력일 | 기사입력
| 기사등록 | 수정: | 수정 : | 수정일 | 최종수정 | 최종 수정 | 업데이트: | 업데이트 : | 승인: | 승인 2 | 조회수
| 읽는 데 | 읽기 시간 | 예상 읽기 | 사진제공 | 사진 제공 | 사진 = | 사진 : | 사진/ | 이미지: | 이미지 출처 | 출처 =
| © | ⓒ | copyright ⓒ | 키워드: | 태그 : | 카테고리 : | 관련기사: | 관련 기사: | 공유: | 이전 글: | 다음 글:
| 페이스북에서 | 카카오톡에서 | 채널 추가 | 뉴스레터를 구독 | 구독하시면 | 이메일 주소를 입력 | 이메일을 입력
| 이름 * | 이메일 * | 필수 입력 | 다음 번 댓글 | 로그인 후 | 로그인하시면 | 댓글을 작성하시려면 | 당사는 쿠키
| 저희는 쿠키 | 이 웹사이트에서는 쿠키 | 본 사이트는 쿠키 | 본 웹사이트는 쿠키 | 우리는 쿠키 | 계속 사용하면
| 계속 읽으려면 | 무단전재 | 무단 전재 | 이 기사의 저작권
"""

_LANGUAGES = (
    _ENGLISH, _GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _DUTCH, _POLISH, _SWEDISH, _DANISH, _NORWEGIAN,
    _FINNISH, _CZECH, _SLOVAK, _HUNGARIAN, _ROMANIAN, _BULGARIAN, _SERBO_CROATIAN, _GREEK, _TURKISH, _RUSSIAN,
    _UKRAINIAN, _ARABIC, _HEBREW, _PERSIAN, _HINDI, _INDONESIAN, _VIETNAMESE, _THAI, _CHINESE, _JAPANESE, _KOREAN,
)  # fmt: skip


def read_row(row: Row) -> frozenset[str]:
    """Return the phrases of one row, of all languages."""
    return frozenset(phrase for language in _LANGUAGES for phrase in _split(language.strip().split("\n\n")[row]))


def _split(text: str) -> list[str]:
    return [words for phrase in text.split("|") if (words := " ".join(phrase.casefold().split()))]
