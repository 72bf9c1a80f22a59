"""What pages say around their articles, language by language.

Every language has the same five rows, in this order: words of navigation; whole lines (skip links, sharing, buttons,
advertisement marks, copyright, earlier and later posts); lines that open a list of other articles; lines that open the
form in which readers answer; and beginnings (by-lines and dates, reading times, sharing, newsletters, cookies, comment
forms, pictures). All are written as `furniture.normalize` leaves them: lower case, single spaces, no marks at the ends.
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
| opinion | business | politics | technology | science | health | sports | culture | lifestyle | my profile | settings
| sign out | view cart | cart | checkout | wishlist | dark mode | light mode | table of contents | print page

skip to article | skip to footer | skip to search | skip to primary navigation | skip to sidebar | open navigation
| close navigation | toggle search | toggle dark mode | open search | close search | search for | view cart
| share this with | share with | share your thoughts | share your opinion | spread the word | click to share
| click to print | click to email | share on facebook share on x | share on pinterest | share on reddit
| share on telegram | share on bluesky | share on mastodon | share on threads | copy url | copy this link | copied
| link copied to clipboard | copy to clipboard | send by email | send to a friend | save article | save this article
| save this story | bookmark this | add to bookmarks | add to reading list | saved | gift this article
| give this article | listen to article | listen to this story | listen now | play audio | listen to this post
| print article | print story | print friendly | download pdf | download as pdf | view as pdf | article continues
| story continues | continue with a free account | subscribe to continue | subscribe to read | subscribe for free
| subscribe today | already a subscriber | already a member | become a member | become a subscriber | start free trial
| start your free trial | try for free | unlock this article | create a free account | register for free
| sign in to continue | log in to continue | continue with google | continue with facebook | continue with email
| support our work | support our journalism | support independent journalism | make a donation | donate now
| buy me a coffee | buy us a coffee | sign me up | count me in | stay informed | stay in touch | stay connected
| keep in touch | join us | join now | join our community | get in touch | thanks for reading | thank you for reading
| thanks for subscribing | no spam | no spam, unsubscribe anytime | unsubscribe at any time | unsubscribe anytime
| you can unsubscribe at any time | by subscribing you agree to our terms | follow | follow me | follow the author
| follow us on linkedin | follow us on youtube | follow us on google news | more by this author
| more from this writer | view all posts | view all articles | view more posts | see all posts | see all articles
| view profile | view full profile | meet the author | written by | advertiser disclosure | affiliate disclosure
| this post may contain affiliate links | this article contains affiliate links | our editorial standards
| paid post | partner content | sponsored post | branded content | from our partners | from our sponsors
| skip advertisement | remove ads | why am i seeing this ad | close ad | ad feedback | promoted content
| sponsored links | more newsletters | previous | prev post | newer post | older post | next up | next article
| next chapter | previous chapter | back to blog | back to all posts | back to news | back to home | back to articles
| back to index | return to blog | all articles | all news | browse all articles | comments | comment | 0 comments
| be the first to comment | be the first to reply | be the first to comment on this article | leave your comment
| join the conversation now | show all comments | sort by newest | sort by oldest | newest first | oldest first
| most liked | report comment | report this comment | report a problem | report an error | report abuse
| suggest a correction | submit a correction | see an error | found a mistake | found a typo | spotted an error
| rate this article | rate this post | rate this page | was this helpful | did you find this helpful | yes no
| did this answer your question | give feedback | send feedback | leave feedback | edit on github
| view source on github | view on github | improve this page | suggest an edit | accept | accept and continue
| accept and close | i accept | i agree | got it | ok, got it | decline | decline all | reject | reject cookies
| reject all cookies | only necessary cookies | accept necessary cookies | allow all | allow all cookies | deny
| manage preferences | manage consent | cookie preferences | cookie notice | cookie consent | your privacy choices
| privacy notice | privacy statement | privacy & cookies | legal notice | accessibility statement | accessibility
| contact us | site map | advertise with us | advertise | careers | press room | media kit | editorial policy
| corrections policy | ethics policy | code of ethics | submit a tip | email newsletters | rss feed | terms

you may also enjoy | you might like | you might also enjoy | you might be interested in | more to read | more to explore
| more in this series | more in this section | more from us | more from our blog | more on this | more news
| more headlines | more posts | more reading | more resources | similar articles | similar posts | similar stories
| other articles | other posts | other news | other stories | related coverage | related video | related videos
| related items | related resources | related insights | related documents | related entries | in case you missed it
| icymi | from the archive | from the archives | from our archive | featured articles | featured posts
| featured stories | featured | editor's choice | editors’ picks | editor’s picks | staff picks | top posts | hot topics
| today's top stories | new on the site | what others are reading | what we're reading | popular now | popular stories
| popular on this site | people also read | readers also liked | readers also enjoyed | next in this series
| explore more | discover more | continue exploring | see also from this blog | latest from the blog | latest updates
| latest insights | recommended stories | recommended posts | recommended for you | recommended content | around the web
| from around the web | from the web | sponsored stories | promoted stories | further articles | keep exploring

comments | leave your comment | leave your reply | leave a response | share your thoughts | join the discussion
| join the conversation | have your say | what do you think | reader comments | readers' comments
| add your comment | post your comment | submit a comment | write a reply | post a reply | discuss this article

enter your e-mail | enter your name | your name | your email address | your e-mail address will not | email address will
| email (required) | name (required) | website (optional) | type your comment | write your comment | required fields
| all fields are required | fields marked with | you can use these html tags | you can use markdown
| comments are moderated | comments on this article | comments for this post | this comment section is
| please be respectful | please read our comment policy | please enable javascript | javascript is disabled
| your browser does not support | sign up here to | sign up now | sign up today | sign up to get | sign up for free
| sign up for a | subscribe and get | subscribe to get | subscribe to receive | subscribe now for | subscribe to the
| subscribe via | subscribe here | join thousands of | join more than | join over | get our best | get our newsletter
| get our latest | get updates | get new posts | receive our | receive the latest | receive new posts
| delivered straight to your inbox | be the first to know | don't miss out on | stay up to date with our
| stay up-to-date with our | by signing up | by subscribing | by clicking | by submitting this form
| by providing your email | you're reading a free | you have reached your | you have read your | you've read your
| you have free articles | to continue reading | to read the full | already have an account | don't have an account
| if you enjoyed this | if you liked this article | if you found this article helpful | enjoyed this article
| liked this article | like this post | did you like this | did you enjoy this | found this useful | tell us what
| let us know in the comments | follow me on | follow the author on | find me on | find us on | connect with us
| like us on facebook | join us on | tweet this | click to share on | click to email | opens in new window
| share: | share to | share by | share with | send to | copy link to | we and our partners | we value your privacy
| we care about your privacy | we use technologies such as | our site uses cookies | our website uses cookies
| this page uses cookies | to provide the best experiences | to give you the best | cookies help us | by accepting
| by using our site | if you continue to use this site | by browsing this website | you can change your cookie
| this article was originally published | this article was first published | this article originally appeared
| this post was originally published | this story was originally published | originally published at
| originally published on | originally published in | originally posted on | first published on | first published in
| first published at | this entry was posted | this entry was tagged | this post was tagged | bookmark the permalink
| date published | date posted | publication date | published date | publish date | release date: | date: | last edited
| last reviewed | last revised | last changed | page last updated | page last modified | this page was last
| article by | story by | text by | reported by | edited by | reviewed by | fact checked by | medically reviewed by
| translated by | contributed by: | guest post by | author: | authors: | photo courtesy | photo credits | photography by
| photos by | picture: | pictures: | image courtesy | image via | image copyright | image caption | illustration by
| video by | graphic: | getty images | reuters/ | afp via | ap photo | watch: | video: | read: | read also: | also read:
| read more: | read more about: | related: | see also: | more: | next: | previous: | prev: | next article: | next post:
| previous article: | previous post: | up next: | advertisement | keywords: | tagged: | tagged in | filed to: | topic:
| section: | location: | views: | reads: | shares: | rating: | votes: | average rating | word count: | est. reading time
| est. read time | approximate reading time | average reading time | listen: | listen to audio | listen to the audio
| the views expressed | opinions expressed | the opinions expressed | all content copyright | content is licensed under
| this work is licensed under | except where otherwise noted, content | unless otherwise stated, content | licensed under
| reprinted with permission | reproduction without permission | no part of this | isbn | issn | doi: | theme by
| theme: | built with | made with | hosted on | designed by | website by | site by | a project of | registered charity
"""

_GERMAN = """
aktuelles | nachrichten | politik | wirtschaft | sport | kultur | panorama | wissen | digital | meinung | wetter
| veranstaltungen | presse | karriere | mediathek | merkliste | warenkorb | einloggen | ausloggen | profil
| einstellungen | übersicht | service | startseite | home | zur startseite | seite drucken

zur navigation springen | zur suche springen | zum seitenanfang | zum seitenende | zum artikel springen | menü schließen
| suche öffnen | suche schließen | navigation schließen | teilen | jetzt teilen | artikel merken | artikel empfehlen
| artikel anhören | artikel speichern | beitrag drucken | seite teilen | seite empfehlen | link kopieren | link kopiert
| auf x teilen | auf linkedin teilen | auf xing teilen | auf whatsapp teilen | auf pinterest teilen
| über whatsapp teilen | auf bluesky teilen | auf mastodon teilen | per mail teilen | per mail versenden
| per e-mail versenden | weiterempfehlen | kommentieren | jetzt kommentieren | kommentare anzeigen
| alle kommentare anzeigen | kommentare lesen | kommentare ausblenden | mitdiskutieren | jetzt mitdiskutieren
| keine kommentare | noch keine kommentare | antworten | kommentar senden | kommentar absenden | kommentar melden
| kommentar speichern | weitere kommentare laden | mehr laden | mehr anzeigen | weniger anzeigen | alle anzeigen
| mehr lesen | mehr erfahren | weiter lesen | jetzt weiterlesen | zum artikel | jetzt lesen | jetzt abonnieren
| jetzt anmelden | jetzt registrieren | jetzt kostenlos testen | kostenlos testen | abo testen | abo abschließen
| bereits abonniert | bereits abonnent | sie haben bereits ein abo | newsletter bestellen | zum newsletter anmelden
| für den newsletter anmelden | jetzt spenden | spenden | unterstützen sie uns | mitglied werden | folgen sie uns
| folgt uns | folge uns | folgen sie uns auf facebook | anzeigen | werbeanzeige | gesponsert | bezahlter inhalt
| anzeige schließen | ende der anzeige | werbung schließen | vorherige seite | nächste seite | ältere beiträge
| neuere beiträge | älterer beitrag | neuerer beitrag | vorheriger | nächster | zurück zur übersicht
| zurück zur startseite | zurück zum blog | alle beiträge | alle artikel | alle beiträge anzeigen
| alle artikel anzeigen | mehr von diesem autor | über die redaktion | autor | zum profil | cookies akzeptieren
| alle cookies akzeptieren | alle akzeptieren | alle ablehnen | ablehnen | akzeptieren | einverstanden | verstanden
| nur notwendige cookies | cookie-richtlinie | cookie-hinweis | cookie einstellungen | privatsphäre-einstellungen
| datenschutzeinstellungen | datenschutz-einstellungen | datenschutzhinweise | barrierefreiheit | nutzungsbedingungen
| allgemeine geschäftsbedingungen | mediadaten | haftungsausschluss | fehler melden | fehler gefunden
| war dieser artikel hilfreich | war diese seite hilfreich | artikel bewerten | seite bearbeiten

auch interessant für sie | mehr aus diesem ressort | mehr aus der rubrik | mehr zu | mehr artikel | mehr nachrichten
| mehr beiträge | lesen sie mehr | lesen sie weiter | lesetipps | unsere lesetipps | leseempfehlungen | empfehlungen
| empfehlungen der redaktion | empfohlene artikel | empfohlene beiträge | für sie empfohlen | weitere themen
| weitere nachrichten | weitere meldungen | weitere informationen zum thema | ähnliche themen | zum weiterlesen
| passend zum thema | passende artikel | verwandte inhalte | beliebte artikel | beliebte beiträge | beliebt
| aktuelle beiträge | aktuelle artikel | neueste artikel | letzte beiträge | top-themen | top themen | meistgelesene artikel
| meist gelesen | am meisten gelesen | aus dem archiv | dazu passend | das könnte sie interessieren
| das könnte dich interessieren | vielleicht auch interessant | nicht verpassen

kommentar hinzufügen | ihr kommentar | dein kommentar | ihre meinung | deine meinung | schreib einen kommentar
| schreiben sie den ersten kommentar | diskussion | jetzt mitdiskutieren | leserkommentare | was denken sie
| sagen sie ihre meinung | einen kommentar schreiben | einen kommentar hinterlassen

dieser artikel erschien | dieser artikel ist zuerst | dieser beitrag wurde | dieser eintrag wurde | zuerst erschienen
| zuerst veröffentlicht | geschrieben von | verfasst von | ein beitrag von | ein gastbeitrag von | text: | autor: | autorin:
| autoren: | redaktion: | datum: | quelle: | quellen: | bilder: | bildnachweis | bildrechte | titelbild: | grafik:
| video: | illustration: | fotograf: | © | rubrik: | rubriken: | thema: | themen: | tags: | lesedauer | lesezeit:
| geschätzte lesedauer | voraussichtliche lesezeit | dauer: | anhören | mit dem laden | mit klick auf | mit der anmeldung
| mit der nutzung | durch die nutzung | durch die weitere nutzung | um unsere webseite | um ihnen ein optimales
| um dir ein optimales | um kommentieren zu können | um einen kommentar | bitte melden sie sich | bitte melde dich
| bitte loggen sie sich | bitte aktivieren sie javascript | melden sie sich für | melden sie sich jetzt | melde dich für
| melde dich jetzt | melden sie sich zum | tragen sie sich | trage dich | erhalten sie unseren | erhalte unseren
| erhalten sie die neuesten | abonniere unsere | abonnieren sie jetzt | abonniere jetzt | bleiben sie auf dem laufenden
| bleib auf dem laufenden | keine nachricht mehr verpassen | jeden morgen | hat ihnen der artikel | hat dir der artikel
| dir gefällt | ihnen gefällt | wenn ihnen dieser | wenn dir dieser | teile diesen | teilen sie diesen | teilen:
| folgen sie uns | folge uns auf | folgt uns auf | unsere website verwendet | unsere webseite verwendet
| unsere website nutzt | diese webseite verwendet | diese webseite nutzt | diese website nutzt | diese seite nutzt
| auf dieser website werden | auf unserer website werden | wir und unsere partner | wir setzen cookies
| wir benutzen cookies | cookies helfen uns | ihre e-mail-adresse | deine e-mail-adresse | pflichtfelder sind
| alle rechte vorbehalten | vorheriger artikel: | nächster artikel: | vorheriger beitrag: | nächster beitrag:
| lesen sie auch: | lesen sie mehr: | lesen sie dazu: | mehr dazu: | mehr zum thema: | siehe auch:
"""

_FRENCH = """
actualités | actualité | politique | économie | société | culture | sport | sports | sciences | santé | opinions | débats
| météo | podcasts | vidéos | agenda | emploi | boutique | panier | profil | paramètres | thèmes | découvrir | qui sommes-nous
| nous contacter | faire un don | mon profil | déconnexion | inscription | langues | ressources

aller à la navigation | aller à la recherche | aller au menu | aller au pied de page | passer la navigation | accès direct au contenu
| fermer le menu | ouvrir la recherche | fermer la recherche | partager | partager l’article | partager cette page
| partager ce contenu | partagez cet article | partagez | partager sur x | partager sur linkedin | partager sur whatsapp
| partager par email | partager par mail | envoyer par e-mail | envoyer par mail | envoyer à un ami | copier le lien
| lien copié | enregistrer l'article | sauvegarder l'article | ajouter aux favoris | imprimer l'article | imprimer cette page
| écouter | écouter cet article | offrir cet article | lire plus | lire plus tard | lire l'article | lire l’article
| en savoir plus | voir plus | voir moins | voir tout | afficher plus | afficher la suite | charger plus | suivez-nous
| nous suivre | suivez-nous sur facebook | suivez-nous sur twitter | je m'abonne | je m’abonne | abonnez-vous
| s'abonner maintenant | déjà abonné | déjà abonné ? se connecter | article réservé aux abonnés | réservé aux abonnés
| contenu réservé aux abonnés | cet article est réservé aux abonnés | essai gratuit | soutenez-nous | nous soutenir
| faire un don | publicités | contenu sponsorisé | contenu partenaire | sponsorisé | passer la publicité
| fermer la publicité | la suite après la publicité | la suite après cette publicité | après la publicité
| page précédente | page suivante | précédent | suivant | articles plus anciens | articles plus récents
| article plus ancien | article plus récent | billet précédent | billet suivant | publication précédente
| publication suivante | retour à l'accueil | retour à l’accueil | retour au blog | retour aux actualités
| retour à la liste | tous les articles | toutes les actualités | voir tous les articles | tous ses articles
| à propos de l'autrice | l'auteur | auteur | voir le profil | répondre | publier | publier le commentaire
| envoyer le commentaire | signaler | signaler un abus | signaler une erreur | aucun commentaire | pas de commentaire
| commentaires fermés | les commentaires sont fermés | voir les commentaires | afficher les commentaires
| lire les commentaires | charger plus de commentaires | tout accepter | accepter | accepter et fermer | accepter tout
| accepter les cookies | refuser | tout refuser | continuer sans accepter | personnaliser | j'accepte | paramétrer
| gérer les cookies | gérer mes cookies | politique de cookies | politique des cookies | données personnelles
| conditions générales | conditions générales d'utilisation | conditions générales de vente | plan du site | accessibilité
| cet article vous a-t-il été utile | cette page vous a-t-elle été utile | modifier cette page | crédits

aussi sur le site | à découvrir | à découvrir aussi | à voir aussi | voir aussi sur ce site | lisez aussi | pour aller plus loin sur notre site
| autres articles | d'autres articles | plus d'articles | plus d’articles | nos derniers articles | les derniers articles
| derniers billets | dernières actualités | dernières nouvelles | dernières publications | à la une | les plus consultés
| les plus populaires | les plus partagés | articles populaires | articles les plus lus | nos recommandations
| recommandé pour vous | recommandés pour vous | recommandations | sélection de la rédaction | la sélection de la rédaction
| nos lecteurs ont aussi lu | ces articles peuvent vous intéresser | cela peut vous intéresser | ça peut vous intéresser
| vous aimerez peut-être | vous pourriez être intéressé par | contenus similaires | contenus associés | contenus liés
| publications similaires | publications liées | billets similaires | dans le même thème | dans la même catégorie
| sur le même thème | plus sur ce sujet | à ne pas manquer | sujets liés | thèmes associés | dossiers liés

poster votre commentaire | votre commentaire | votre réaction | réagissez | réagir à cet article | vos commentaires
| vos réactions | participer à la discussion | rejoindre la discussion | écrire une réponse | laisser une réponse
| laissez une réponse | donnez votre avis | soyez le premier à commenter | déposer un commentaire

écrit par | rédigé par | article écrit par | texte : | auteur : | auteurs : | autrice : | propos recueillis par | traduit par
| date de publication | date : | modifié le | dernière mise à jour | dernière modification | première publication
| mise à jour : | publié initialement | cet article a été publié | cet article est paru | initialement publié | paru dans
| paru le | durée de lecture | lecture de | temps de lecture estimé | temps estimé | source : | sources : | photos :
| image : | illustration : | vidéo : | crédits : | légende : | © | mots clés : | mot-clé : | tags : | thèmes : | sujet :
| rubrique : | partager : | partagez sur | partager cet | envoyer à | lire aussi : | lire aussi | à lire : | voir aussi :
| à lire aussi : | article précédent : | article suivant : | suivez-nous sur | retrouvez-nous sur | rejoignez-nous sur
| suivre sur | abonnez-vous pour | abonnez-vous gratuitement | inscrivez-vous pour | recevez chaque | recevez gratuitement
| recevez par | recevoir notre | recevoir la newsletter | pour recevoir | ne manquez rien | ne ratez rien | restez informé
| restez au courant | entrez votre | saisissez votre | votre adresse | votre e-mail | votre email | en vous inscrivant
| en vous abonnant | en cliquant sur | en poursuivant | en continuant | vous pouvez vous désinscrire | vous pouvez vous désabonner
| pour poursuivre votre lecture | pour lire la suite | il vous reste | cet article est réservé | vous avez aimé
| si cet article vous a plu | vous avez repéré une erreur | nous et nos partenaires | avec votre accord, nous
| notre site utilise | ce site web utilise | ce site utilise | les cookies nous | nous respectons votre vie privée
| pour laisser un commentaire | pour commenter | connectez-vous pour | veuillez activer javascript | tous droits réservés
"""

_SPANISH = """
noticias | actualidad | política | economía | sociedad | cultura | deportes | ciencia | salud | opinión | tecnología
| tiempo | vídeos | videos | agenda | empleo | tienda | carrito | perfil | ajustes | configuración | cerrar sesión | explorar
| quienes somos | sobre nosotros | nosotros | contáctanos | contáctenos | recursos | donar | colabora | buscador | hemeroteca

saltar a la navegación | saltar al contenido principal | ir a la navegación | ir al menú | ir al pie de página | cerrar menú
| abrir búsqueda | compartir | compartir artículo | compartir esta página | compartir este post | comparte | comparte este post
| comparte esta noticia | compartir noticia | compartir en x | compartir en linkedin | compartir en whatsapp
| compartir por correo | compartir por email | enviar por correo | enviar por email | enviar a un amigo | copiar enlace
| enlace copiado | copiar link | guardar artículo | guardar | guardar para después | añadir a favoritos | imprimir artículo
| imprimir página | escuchar | escuchar artículo | escuchar noticia | leer más tarde | leer artículo | leer el artículo
| leer artículo completo | leer noticia completa | ver más | ver menos | ver todo | ver todos | mostrar más | cargar más
| más información | saber más | conoce más | síguenos | síguenos en facebook | síguenos en twitter | síguenos en redes
| síguenos en redes sociales | suscríbete ahora | suscríbete gratis | ya soy suscriptor | ¿ya eres suscriptor
| contenido exclusivo para suscriptores | solo para suscriptores | exclusivo suscriptores | hazte socio | hazte suscriptor
| prueba gratis | apóyanos | haz una donación | dona ahora | anuncios | patrocinado | contenido de marca
| continúa leyendo | continúa después de la publicidad | la noticia continúa después de la publicidad | cerrar anuncio
| página anterior | página siguiente | anterior | siguiente | entradas antiguas | entradas recientes | entradas más antiguas
| entrada más reciente | entrada antigua | publicación anterior | publicación siguiente | siguiente publicación
| noticia anterior | noticia siguiente | siguiente artículo | volver al inicio | volver al blog | volver a noticias
| volver a la portada | volver | todos los artículos | todas las noticias | ver todas las noticias | ver todas las entradas
| ver todos los artículos | más de este autor | autor | ver perfil | responder | comentar | enviar comentario
| publicar un comentario | publicar el comentario | sin comentarios | no hay comentarios | comentarios cerrados
| ver comentarios | mostrar comentarios | ocultar comentarios | cargar más comentarios | reportar | denunciar
| reportar un error | aceptar | aceptar todo | aceptar todas | aceptar cookies | aceptar todas las cookies | rechazar
| rechazar todo | rechazar todas | configurar cookies | configuración de cookies | preferencias de cookies
| gestionar cookies | aviso de privacidad | protección de datos | mapa del sitio | mapa web | accesibilidad
| ¿te ha resultado útil | ¿te fue útil este artículo | ¿te resultó útil esta página | editar esta página | créditos

te podría interesar | también te podría interesar | podría interesarte | también podría interesarte | te recomendamos
| le puede interesar | le recomendamos | recomendado | recomendados | recomendado para ti | recomendaciones
| artículos recomendados | contenido recomendado | noticias recomendadas | artículos similares | artículos populares
| artículos recientes | últimos artículos | últimas entradas | últimas publicaciones | publicaciones recientes
| publicaciones similares | entradas similares | entradas populares | noticias similares | notas relacionadas
| otras noticias | otros artículos | más noticias de | más leídas | más leídos | las más leídas | los más leídos | lo más visto
| lo más popular | lo último | destacados | destacadas | no te pierdas | no te lo pierdas | ver también en este sitio
| lee más | lea más | lee además | lea además | sigue leyendo sobre | más sobre | más de esta sección | enlaces relacionados
| tal vez te interese | quizá te interese | quizás te pueda interesar | para leer más en este sitio

comenta | coméntanos | tu comentario | su comentario | tu opinión | danos tu opinión | deja tu comentario | deja tu respuesta
| deje su comentario | deje un comentario | escribe tu comentario | escriba un comentario | añade un comentario | participa
| únete a la conversación | sé el primero en comentar | publica un comentario | qué opinas | comentarios de los lectores

escrito por | redactado por | por la redacción | texto: | autor: | autora: | autores: | traducido por | fecha: | fecha de publicación
| fecha de actualización | última modificación | actualizado: | publicado: | publicado originalmente | este artículo fue publicado
| este artículo se publicó | artículo publicado | esta entrada fue publicada | lectura de | tiempo de lectura: | duración:
| fuente: | fuentes: | foto: | fotos: | imágenes: | ilustración: | vídeo: | video: | crédito: | créditos: | pie de foto | ©
| palabras clave: | tema: | temas: | sección: | archivado en: | compartir: | comparte: | compartir en | compártelo en
| lee también: | lea también: | te puede interesar: | ver también: | más información: | artículo anterior: | siguiente artículo:
| síguenos en | síguenos a través | encuéntranos en | únete a nuestro | únete a nuestra | únete a | suscríbete para
| suscríbete y | suscríbase y | suscribirme | recibe nuestro | recibe nuestra | recibe las | recibe en tu | recibe gratis
| apúntate a | no te pierdas | mantente informado | mantente al día | introduce tu | ingresa tu | ingrese su | escribe tu
| tu correo | tu email | su correo | su email | al suscribirte | al suscribirse | al registrarte | al hacer clic | al continuar
| al navegar | si continúa navegando | si continúas navegando | si sigues navegando | puedes darte de baja
| para seguir leyendo | para continuar leyendo | te quedan | este contenido es exclusivo | si te ha gustado
| si te gustó este | ¿te ha gustado | ¿te gustó | nosotros y nuestros socios | nuestro sitio usa | nuestra web utiliza
| nuestro sitio utiliza | esta web utiliza | esta web usa | esta página web utiliza | este portal utiliza | las cookies nos
| valoramos tu privacidad | nos importa tu privacidad | para comentar | para dejar un comentario | inicia sesión para
| conéctate para | por favor, activa javascript | todos los derechos reservados | los comentarios
"""

_PORTUGUESE = """
notícias | política | economia | sociedade | cultura | esportes | desporto | ciência | saúde | opinião | tecnologia | tempo
| vídeos | agenda | loja | carrinho | perfil | definições | configurações | sair | explorar | quem somos | sobre nós
| fale conosco | contacto | contactos | contatos | recursos | doar | apoie | procurar | idiomas

ir para a navegação | ir para o menu | ir para o rodapé | pular para o conteúdo principal | saltar para o conteúdo principal
| fechar menu | abrir busca | abrir pesquisa | compartilhar | partilhar | compartilhe | compartilhar artigo | partilhar artigo
| compartilhe esta notícia | compartilhe esta página | compartilhar esta página | compartilhar no x | compartilhar no twitter
| compartilhar no linkedin | compartilhar no whatsapp | compartilhar por e-mail | partilhar no facebook | partilhar por email
| enviar por e-mail | enviar por email | enviar a um amigo | copiar link | copiar ligação | link copiado | salvar artigo
| guardar artigo | salvar para depois | adicionar aos favoritos | imprimir artigo | imprimir página | ouvir | ouvir artigo
| ouvir notícia | ler mais | ler mais tarde | ler artigo | ler o artigo | ler notícia completa | saiba mais | ver mais
| ver menos | ver tudo | ver todos | mostrar mais | carregar mais | siga-nos | siga-nos no facebook | siga-nos no twitter
| siga-nos nas redes sociais | assine já | assine agora | subscrever | subscreva | já sou assinante | já é assinante
| conteúdo exclusivo para assinantes | exclusivo para assinantes | só para assinantes | teste grátis | apoie-nos | doe agora
| anúncios | patrocinado | conteúdo patrocinado | conteúdo de marca | depois da publicidade | continua após o anúncio
| fechar anúncio | página anterior | próxima página | página seguinte | anterior | seguinte | próximo | postagem anterior
| próxima postagem | postagens mais antigas | postagens mais recentes | postagem mais antiga | postagem mais recente
| publicação anterior | publicação seguinte | artigo seguinte | notícia anterior | próxima notícia | voltar ao início
| voltar ao blog | voltar para o blog | voltar às notícias | voltar para a página inicial | todos os artigos
| todas as notícias | ver todos os artigos | ver todas as notícias | mais deste autor | autor | ver perfil | responder
| comentar | enviar comentário | publicar comentário | postar um comentário | enviar um comentário | sem comentários
| nenhum comentário | comentários encerrados | ver comentários | mostrar comentários | carregar mais comentários | denunciar
| reportar erro | aceitar | aceitar tudo | aceitar todos | aceitar cookies | aceitar todos os cookies | rejeitar
| rejeitar todos | recusar | gerir cookies | gerenciar cookies | configurações de cookies | definições de cookies
| preferências de cookies | política de cookies | aviso de privacidade | aviso legal | proteção de dados | mapa do site
| acessibilidade | este artigo foi útil | esta página foi útil | editar esta página | créditos

você pode gostar | você pode se interessar | você pode se interessar por | você também pode se interessar | pode gostar também
| também pode gostar | pode interessar-lhe | poderá também gostar | recomendado | recomendados | recomendado para você
| recomendados para você | recomendações | artigos recomendados | artigos similares | artigos semelhantes | artigos recentes
| artigos populares | últimos artigos | últimas publicações | últimos posts | publicações recentes | publicações semelhantes
| postagens relacionadas | postagens recentes | postagens populares | matérias relacionadas | notícias recentes
| outras notícias | outros artigos | mais artigos | mais notícias | mais sobre | mais sobre este assunto | mais sobre este tema
| mais lidos | as mais lidas | os mais lidos | mais vistas | mais populares | em destaque | destaques | não perca
| veja mais | leia ainda | ler também | leia mais sobre | temas relacionados | assuntos relacionados | links relacionados

comente | deixe o seu comentário | deixe a sua opinião | deixe sua opinião | deixe sua resposta | deixe uma opinião | seu comentário
| o seu comentário | sua opinião | escreva um comentário | escreva o seu comentário | faça um comentário | adicione um comentário
| participe da conversa | seja o primeiro a comentar | o que você acha | comentários dos leitores

escrito por | redigido por | por redação | da redação | texto: | autor: | autora: | autores: | traduzido por | data: | data de publicação
| última atualização | última modificação | atualizado: | atualizada em | publicado: | publicado por | publicada em
| publicado originalmente | este artigo foi publicado | tempo de leitura: | tempo estimado de leitura | duração: | fonte: | fontes:
| foto: | fotos: | fotografia: | imagens: | ilustração: | vídeo: | crédito da foto | legenda: | © | palavras-chave | etiquetas:
| categorias: | categoria: | tema: | temas: | assunto: | compartilhar: | partilhar: | compartilhe: | compartilhe em | partilhe no
| leia também: | leia mais: | veja também: | saiba mais: | artigo anterior: | próximo artigo: | siga-nos no | siga-nos em
| siga o nosso | encontre-nos no | junte-se a | junte-se ao | participe do nosso | assine para | assine e receba | inscreva-se para
| inscreva-se e | subscreva a nossa | subscreva a | receba as | receba os | receba o nosso | receba em | receba grátis | não perca
| fique por dentro | fique informado | mantenha-se informado | insira o seu | insira seu | digite seu | introduza o seu | o seu email
| o seu e-mail | seu e-mail | seu email | ao se inscrever | ao subscrever | ao clicar | ao continuar | ao navegar
| se continuar a navegar | você pode cancelar | pode cancelar | para continuar lendo | para continuar a ler | este conteúdo é exclusivo
| se você gostou | gostou do artigo | gostou deste | gostou da matéria | nós e os nossos parceiros | nós e nossos parceiros
| nosso site usa | nosso site utiliza | o nosso site usa | o nosso site utiliza | este website utiliza | este portal utiliza
| utilizamos cookies | usamos cookies | os cookies | valorizamos sua privacidade | para comentar | faça login para
| entre para comentar | inicie sessão para | por favor, ative | todos os direitos reservados | os comentários
"""

_ITALIAN = """
notizie | attualità | politica | economia | società | cultura | sport | scienza | salute | opinioni | tecnologia | meteo | video
| agenda | lavoro | negozio | carrello | profilo | impostazioni | esci | esplora | il blog | risorse | dona ora | sostienici | lingua
| cerca nel sito | cookie | iscriviti | accedi al sito | area riservata | home page

salta alla navigazione | vai al menu | vai alla navigazione | vai al contenuto principale | salta al contenuto principale
| vai al piè di pagina | chiudi menu | condividi | condividi l'articolo | condividi articolo | condividi su x
| condividi su linkedin | condividi su whatsapp | condividi via email | condividi questa pagina | condividi questo post
| invia per email | invia via email | invia a un amico | copia link | copia il link | link copiato | salva articolo
| salva per dopo | aggiungi ai preferiti | stampa articolo | stampa questa pagina | ascolta | ascolta l'articolo | leggi
| leggi di più | leggi l'articolo | leggi l'articolo completo | leggi ancora | scopri di più | per saperne di più | mostra altro
| mostra di più | mostra meno | vedi tutti | vedi tutto | carica altri | seguici | seguici su facebook | seguici su twitter
| seguici sui social | abbonati ora | iscriviti ora | sei già abbonato | contenuto riservato agli abbonati | solo per abbonati
| prova gratis | sostienici | fai una donazione | dona ora | annunci | sponsorizzato | contenuto sponsorizzato
| continua dopo la pubblicità | l'articolo continua dopo la pubblicità | chiudi annuncio | pagina precedente | pagina successiva
| precedente | successivo | post precedente | post successivo | articoli meno recenti | articoli più recenti | prossimo articolo
| torna alla home | torna al blog | torna alle notizie | tutti gli articoli | tutte le notizie | vedi tutti gli articoli
| altri articoli dell'autore | autore | vedi profilo | rispondi | commenta | invia commento | pubblica commento | nessun commento
| non ci sono commenti | commenti chiusi | i commenti sono chiusi | mostra commenti | vedi commenti | segnala | segnala un errore
| accetta | accetta tutti | accetta tutto | accetta i cookie | accetta tutti i cookie | accetto | rifiuta | rifiuta tutti
| rifiuta tutto | gestisci cookie | gestisci preferenze | preferenze cookie | impostazioni cookie | cookie policy
| privacy policy | termini di servizio | condizioni d'uso | mappa del sito | accessibilità | questo articolo ti è stato utile
| questa pagina ti è stata utile | modifica questa pagina | crediti

potrebbero interessarti | potrebbero interessarti anche | ti potrebbero interessare | ti potrebbe anche interessare
| ti può interessare | ti consigliamo | consigliati | consigliati per te | raccomandati | articoli consigliati
| articoli popolari | articoli più letti | ultimi articoli | ultime notizie | ultimi post | post recenti | post simili
| altri articoli | altre notizie | notizie simili | contenuti simili | leggi pure | leggi altro | vedi anche su questo sito
| per approfondire su questo sito | dello stesso autore | sullo stesso argomento | sullo stesso tema | più letti | più popolari
| in evidenza | in primo piano | da non perdere | non perdere | argomenti correlati

lascia una risposta | lascia un tuo commento | lascia il tuo commento | il tuo commento | la tua opinione | di' la tua | commenta
| partecipa alla discussione | scrivi una risposta | inserisci un commento | pubblica un commento | invia un commento
| cosa ne pensi | i commenti dei lettori

scritto da | redatto da | articolo di | testo di | testo: | autore: | autrice: | autori: | traduzione di | tradotto da | data:
| data di pubblicazione | ultima modifica | aggiornato: | pubblicato: | pubblicato originariamente | questo articolo è stato
| articolo pubblicato | tempo di lettura: | tempo stimato di lettura | durata: | fonte: | fonti: | foto: | foto: | immagine: | immagini:
| illustrazione: | video: | crediti: | credits: | didascalia: | © | parole chiave | etichette: | argomenti: | argomento: | tema:
| condividi: | leggi anche: | leggi anche | vedi anche: | approfondisci: | articolo precedente: | articolo successivo: | seguici su
| trovaci su | unisciti a | unisciti alla | iscriviti a | iscriviti al | iscriviti per | abbonati a | abbonati per | ricevi la | ricevi le
| ricevi gli | ricevi ogni | non perderti | resta aggiornato | rimani aggiornato | inserisci la tua | inserisci il tuo | la tua email
| il tuo indirizzo | iscrivendoti | cliccando su | continuando a navigare | proseguendo la navigazione | puoi annullare
| per continuare a leggere | questo contenuto è riservato | se ti è piaciuto | ti è piaciuto | noi e i nostri partner
| il nostro sito utilizza | il nostro sito usa | il sito utilizza | il sito usa | questo sito si serve | i cookie ci
| la tua privacy | per commentare | per lasciare un commento | accedi per | effettua il login | abilita javascript
| tutti i diritti riservati | riproduzione riservata
"""

_DUTCH = """
nieuws | politiek | economie | cultuur | sport | wetenschap | gezondheid | opinie | weer | video's | agenda | vacatures | winkel
| winkelwagen | profiel | instellingen | uitloggen | thema's | onderwerpen | dossiers | columns | doneer | zoek | meer | home

ga naar de inhoud | ga naar hoofdinhoud | direct naar inhoud | naar hoofdinhoud | menu openen | menu sluiten | delen
| deel dit bericht | deel deze pagina | deel op twitter | deel op x | deel op linkedin | deel via whatsapp | deel via e-mail
| delen via e-mail | delen op facebook | kopieer link | link gekopieerd | artikel opslaan | bewaar artikel | artikel printen
| print dit artikel | luister | luister naar artikel | lees het artikel | lees het hele artikel | lees het volledige artikel
| meer lezen | meer informatie | toon meer | meer tonen | bekijk meer | bekijk alles | bekijk alle | laad meer | volg ons
| volg ons op facebook | volg ons op twitter | abonneer nu | neem een abonnement | word abonnee | al abonnee | word lid
| inschrijven | schrijf je in | meld je aan | aanmelden voor de nieuwsbrief | steun ons | doneer nu | advertenties | gesponsord
| lees verder na de advertentie | lees verder onder de advertentie | de tekst gaat verder onder de advertentie
| artikel gaat verder onder de advertentie | vorige pagina | volgende pagina | vorige | volgende | vorig artikel
| volgend artikel | oudere berichten | nieuwere berichten | terug naar overzicht | terug naar home | terug naar blog
| alle artikelen | alle berichten | meer van deze auteur | auteur | bekijk profiel | reageer | reageren | reactie plaatsen
| plaats reactie | verstuur reactie | geen reacties | reacties gesloten | toon reacties | bekijk reacties | beantwoorden
| accepteren | alles accepteren | alle cookies accepteren | cookies accepteren | weigeren | alles weigeren | akkoord
| cookie-instellingen | cookievoorkeuren | cookiebeleid | cookieverklaring | privacyverklaring | privacy | disclaimer | toegankelijkheid
| was dit artikel nuttig | was deze pagina nuttig | fout melden | bewerk deze pagina | auteursrecht

gerelateerd | gerelateerd nieuws | gerelateerde onderwerpen | verwante artikelen | vergelijkbare artikelen | aanbevolen
| aanbevolen artikelen | aanbevolen voor jou | meer artikelen | meer nieuws | meer over | meest bekeken | populair
| populaire artikelen | populaire berichten | recente artikelen | recente berichten | laatste nieuws | laatste artikelen
| nieuwste artikelen | lees meer over | lees verder over | ook interessant | dit vind je misschien ook interessant
| dit vind je misschien ook leuk | misschien ook interessant | bekijk ook | andere artikelen | niet te missen | uitgelicht

laat een bericht achter | laat je reactie achter | schrijf een reactie | jouw reactie | uw reactie | praat mee | discussieer mee
| geef je mening | reageer op dit artikel | reageer als eerste | reacties van lezers | plaats een opmerking

geschreven door | tekst: | auteur: | auteurs: | door de redactie | vertaald door | datum: | publicatiedatum | laatst bijgewerkt
| laatst gewijzigd | laatste update | bijgewerkt: | gepubliceerd: | gepubliceerd door | gepubliceerd in | dit artikel verscheen
| dit artikel is eerder | eerder verschenen | leestijd: | geschatte leestijd | bron: | bronnen: | foto: | foto's: | beeld: | afbeelding:
| illustratie: | video: | fotograaf: | © | trefwoorden: | tags: | onderwerpen: | onderwerp: | rubriek: | categorie: | delen: | deel via
| lees ook: | lees meer: | zie ook: | vorig artikel: | volgend artikel: | volg ons op | volg ons via | vind ons op | schrijf je nu
| schrijf u in | abonneer je op | abonneer u op | ontvang onze | ontvang de | ontvang het | ontvang elke | mis niets | blijf op de hoogte
| vul je e-mailadres | vul uw e-mailadres | je e-mailadres | uw e-mailadres | door je in te schrijven | door op | door verder te
| je kunt je | om verder te lezen | dit artikel is alleen | vond je dit | wat vond je | wij en onze partners | onze website gebruikt
| onze site gebruikt | deze website maakt gebruik | deze site maakt gebruik | wij maken gebruik van cookies | met cookies
| om te reageren | om een reactie | log in om | je moet inloggen | schakel javascript | alle rechten voorbehouden
"""

_POLISH = """
aktualności | wiadomości | polityka | gospodarka | kultura | sport | nauka | zdrowie | opinie | pogoda | wideo | praca | sklep
| koszyk | profil | ustawienia | wyloguj | wyloguj się | wyszukaj | kontakt | archiwum | kategorie | tagi | wesprzyj nas | zarejestruj

przejdź do głównej treści | przejdź do menu | przejdź do nawigacji | przejdź do stopki | otwórz menu | zamknij menu | udostępnij
| udostępnij artykuł | udostępnij na facebooku | udostępnij na twitterze | podziel się | podziel się artykułem | tweetnij
| wyślij e-mailem | wyślij znajomemu | kopiuj link | skopiuj link | skopiowano | zapisz artykuł | zapisz na później
| wydrukuj | drukuj artykuł | posłuchaj | posłuchaj artykułu | czytaj | czytaj artykuł | czytaj cały artykuł | czytaj całość
| dowiedz się więcej | pokaż więcej | pokaż mniej | zobacz więcej | zobacz wszystkie | załaduj więcej | obserwuj nas
| śledź nas | polub nas na facebooku | zapisz się | subskrybuj newsletter | kup subskrypcję | masz już subskrypcję
| wesprzyj nas | wpłać | reklamy | artykuł sponsorowany | materiał sponsorowany | materiał partnera | dalsza część artykułu pod reklamą
| dalsza część tekstu pod reklamą | ciąg dalszy pod reklamą | poprzednia strona | następna strona | poprzedni | następny
| poprzedni artykuł | następny artykuł | starsze wpisy | nowsze wpisy | wróć na górę | powrót do góry | wróć do bloga
| powrót na stronę główną | wszystkie artykuły | wszystkie wpisy | więcej od tego autora | autor | zobacz profil | odpowiedz
| skomentuj | wyślij komentarz | opublikuj komentarz | brak komentarzy | możliwość komentowania została wyłączona
| pokaż komentarze | zobacz komentarze | zgłoś | zgłoś błąd | akceptuję | akceptuj | akceptuj wszystkie | zaakceptuj wszystkie
| odrzuć | odrzuć wszystkie | zgadzam się | ustawienia cookies | ustawienia plików cookie | polityka cookies
| polityka plików cookies | mapa strony | dostępność | czy ten artykuł był pomocny | edytuj tę stronę

podobne | polecane | polecamy | polecane artykuły | polecane dla ciebie | warto przeczytać | przeczytaj także | przeczytaj też
| przeczytaj również | zobacz też | zobacz również | czytaj również | więcej artykułów | więcej na ten temat | więcej o
| najnowsze | najnowsze artykuły | najnowsze wpisy | ostatnie wpisy | ostatnie artykuły | najpopularniejsze | popularne
| popularne artykuły | popularne wpisy | może cię zainteresować | może cię również zainteresować | to może cię zainteresować
| powiązane | powiązane tematy | powiązane treści | inne artykuły | nie przegap | w tym temacie

skomentuj | dodaj swój komentarz | napisz komentarz | zostaw odpowiedź | dodaj odpowiedź | twój komentarz | twoja opinia
| dołącz do dyskusji | podziel się opinią | wyraź swoją opinię | co o tym sądzisz | komentarze czytelników

napisany przez | napisał | napisała | tekst: | autor: | autorka: | autorzy: | tłumaczenie: | data publikacji | ostatnia aktualizacja
| aktualizacja: | zaktualizowano: | opublikowany | opublikowana | artykuł ukazał się | czas czytania: | szacowany czas czytania | zdjęcia:
| fot.: | źródło zdjęcia | © | słowa kluczowe | kategoria: | kategorie: | tag: | udostępnij: | udostępnij na | czytaj też: | czytaj także:
| zobacz też: | przeczytaj też: | poprzedni wpis: | następny wpis: | obserwuj nas na | śledź nas na | znajdź nas na | dołącz do nas
| dołącz do naszego | subskrybuj nasz | zapisz się, aby | zapisz się i | otrzymuj | bądź na bieżąco | nie przegap | podaj swój
| podaj adres | wpisz swój | twój e-mail | twój email | zapisując się | klikając | kontynuując przeglądanie | korzystając z tej strony
| możesz zrezygnować | aby czytać dalej | aby przeczytać cały | jeśli spodobał | podobał ci się | my i nasi partnerzy | nasza strona używa
| nasza strona korzysta | nasza witryna | serwis używa | serwis korzysta | strona korzysta z plików | strona używa plików | korzystamy z plików
| używamy cookies | pliki cookie pomagają | aby dodać komentarz | aby skomentować | zaloguj się, aby | włącz javascript
| wszystkie prawa zastrzeżone | wszelkie prawa
"""

_SWEDISH = """
nyheter | politik | ekonomi | kultur | sport | vetenskap | hälsa | åsikter | väder | jobb | butik | varukorg | profil
| inställningar | logga ut | kontakt | meny | kategorier | taggar | stöd oss | utforska | sök på sajten | startsida

hoppa till innehållet | hoppa till huvudinnehåll | gå till innehåll | gå till innehållet | öppna meny | stäng meny | dela artikel
| dela på facebook | dela på twitter | dela på x | dela på linkedin | dela via e-post | dela sidan | tipsa en vän
| kopiera länk | länk kopierad | spara artikel | spara | skriv ut | skriv ut artikeln | lyssna | lyssna på artikeln
| läs hela artikeln | läs artikeln | fortsätt läsa | läs vidare | visa mer | visa fler | visa mindre | visa alla | ladda fler
| följ oss | följ oss på facebook | prenumerera nu | bli prenumerant | redan prenumerant | bli medlem | stöd oss | ge en gåva
| annonser | sponsrad | sponsrat innehåll | betalt innehåll | artikeln fortsätter efter annonsen | föregående sida
| nästa sida | föregående | nästa | föregående artikel | nästa artikel | äldre inlägg | nyare inlägg | tillbaka till toppen
| till startsidan | tillbaka till bloggen | alla artiklar | alla inlägg | författare | visa profil | svara | kommentera
| skicka kommentar | publicera kommentar | inga kommentarer | kommentarer är stängda | visa kommentarer | rapportera
| acceptera | acceptera alla | godkänn | godkänn alla | godkänn alla cookies | avvisa | avvisa alla | neka alla
| cookieinställningar | hantera cookies | cookiepolicy | om cookies | personuppgifter | tillgänglighet | webbkarta
| alla rättigheter reserverade | var den här sidan till hjälp

relaterat | relaterade nyheter | relaterat innehåll | rekommenderat | rekommenderade artiklar | mer om | mer om ämnet
| mer från | fler artiklar | fler nyheter | andra artiklar | mest lästa | mest läst just nu | populärt | populära artiklar | populära inlägg
| senaste nytt | senaste nyheterna | senaste artiklarna | senaste inläggen | läs mer om | läs vidare om | du kanske också gillar
| du kanske också är intresserad av | missa inte | se även på sajten | tidigare artiklar

skriv en kommentar | lämna ett svar | lämna en kommentar | din kommentar | kommentera artikeln | delta i diskussionen
| vad tycker du | läsarnas kommentarer | svara på inlägget

skriven av | text: | av: | författare: | datum för publicering | publicerad: | publicerat: | publicerad den | uppdaterad: | uppdaterad den
| uppdaterat | senast uppdaterad | senast ändrad | lästid: | beräknad lästid | foto: | foton: | bild: | bilder: | fotograf: | © | ämnen: | ämne:
| kategori: | kategorier: | etiketter: | dela: | dela på | läs också: | läs även: | läs mer: | se även: | föregående inlägg: | nästa inlägg:
| följ oss på | hitta oss på | prenumerera på | anmäl dig till | registrera dig för | få vårt nyhetsbrev | få våra | missa inga
| håll dig uppdaterad | ange din e-post | din e-post | genom att | om du fortsätter | du kan när som helst | för att läsa vidare
| för att fortsätta läsa | gillade du | vi och våra partner | vår webbplats använder | denna webbplats använder | webbplatsen använder
| den här sidan använder | vi använder kakor | kakor hjälper | för att kommentera | logga in för att | du måste logga in | aktivera javascript
| din e-postadress | obligatoriska fält | copyright
"""

_DANISH = """
nyheder | politik | økonomi | kultur | sport | videnskab | sundhed | debat | vejr | job | butik | kurv | profil | indstillinger | log ud
| kontakt | kontakt os | menu | kategorier | emner | arkiv | tilmeld | støt os | forside | hjælp | om

spring til indhold | gå til hovedindhold | spring til hovedindhold | åbn menu | luk menu | del | del artikel | del på facebook
| del på twitter | del på linkedin | del via e-mail | del siden | kopier link | link kopieret | gem artikel | print | udskriv
| udskriv artikel | lyt til artiklen | læs artiklen | læs hele artiklen | læs videre | fortsæt med at læse | vis mere | vis flere
| vis alle | se alle | se mere | indlæs flere | følg os | følg os på facebook | abonnér | abonner nu | bliv abonnent
| bliv medlem | allerede abonnent | støt os | annonce | annoncer | reklame | sponsoreret | sponsoreret indhold
| artiklen fortsætter efter annoncen | artiklen fortsætter under annoncen | forrige side | næste side | forrige | næste
| forrige artikel | næste artikel | forrige indlæg | næste indlæg | ældre indlæg | nyere indlæg | tilbage til toppen
| tilbage til forsiden | alle artikler | alle indlæg | forfatter | se profil | svar | kommentér | kommentarer | send kommentar
| ingen kommentarer | lukket for kommentarer | vis kommentarer | accepter | acceptér alle | accepter alle | tillad alle
| afvis | afvis alle | cookieindstillinger | cookiepolitik | privatlivspolitik | tilgængelighed | alle rettigheder forbeholdes

relateret | relateret indhold | relaterede emner | relaterede nyheder | anbefalet | anbefalede artikler | mere om | mere fra
| flere artikler | flere nyheder | andre artikler | mest læste | mest læst | populære | populære artikler | seneste nyt
| seneste nyheder | seneste artikler | seneste indlæg | læs mere om | læs videre om | måske er du også interesseret i
| du vil måske også kunne lide | gå ikke glip af

efterlad en kommentar | efterlad et svar | skriv din kommentar | din kommentar | deltag i debatten | hvad mener du
| tilføj kommentar | læsernes kommentarer

skrevet af | tekst: | forfatter: | udgivet: | udgivet den | udgivet i | offentliggjort | opdateret | opdateret: | sidst opdateret
| sidst ændret | publiceret | læsetid: | foto: | billede: | billeder: | fotograf: | © | emner: | emne: | kategori: | kategorier: | tags: | del:
| læs også: | læs mere: | se også: | forrige indlæg: | næste indlæg: | følg os på | find os på | abonner på | abonnér på
| tilmeld dig vores | få vores nyhedsbrev | få nyheder | gå ikke glip | hold dig opdateret | indtast din | din e-mail | ved at
| hvis du fortsætter | du kan til enhver tid | for at læse videre | kunne du lide | vi og vores partnere | vores hjemmeside bruger
| vores website bruger | dette website bruger | denne side bruger | hjemmesiden bruger | siden bruger cookies | cookies hjælper
| for at kommentere | log ind for | du skal være logget | krævede felter | aktiver javascript | copyright
"""

_NORWEGIAN = """
nyheter | politikk | økonomi | kultur | sport | vitenskap | helse | meninger | vær | jobb | butikk | handlekurv | profil | innstillinger
| logg ut | kontakt | kontakt oss | meny | kategorier | emner | arkiv | hjelp | om oss | støtt oss | forsiden

hopp til hovedinnhold | gå til hovedinnhold | åpne meny | lukk meny | del artikkel | del på facebook | del på twitter
| del på linkedin | del på e-post | del siden | kopier lenke | lenke kopiert | lagre artikkel | skriv ut | lytt til artikkelen
| les artikkelen | les hele artikkelen | les videre | fortsett å lese | vis mer | vis flere | vis alle | se alle | last inn flere
| følg oss | følg oss på facebook | bli abonnent | bli medlem | allerede abonnent | støtt oss | annonse | annonser | annonsørinnhold
| sponset | sponset innhold | artikkelen fortsetter under annonsen | saken fortsetter under annonsen | forrige side | neste side
| forrige | neste | forrige artikkel | neste artikkel | forrige innlegg | neste innlegg | eldre innlegg | nyere innlegg
| til toppen | tilbake til toppen | til forsiden | alle artikler | alle innlegg | forfatter | se profil | svar | kommenter
| kommentarer | send kommentar | ingen kommentarer | kommentarfeltet er stengt | vis kommentarer | godta | godta alle | aksepter
| avvis | avvis alle | innstillinger for informasjonskapsler | informasjonskapsler | personvernerklæring | tilgjengelighet
| alle rettigheter reservert

relatert | relatert innhold | relaterte saker | relaterte nyheter | anbefalt | anbefalte artikler | mer om | mer fra | flere artikler
| flere saker | flere nyheter | andre artikler | mest lest | mest leste | populært | populære artikler | siste nytt | siste nyheter
| siste saker | siste artikler | siste innlegg | les mer om | les videre om | du liker kanske også | kanskje er du også interessert i
| ikke gå glipp av | les flere saker

skriv en kommentar | legg igjen kommentar | legg inn en kommentar | din kommentar | delta i debatten | hva mener du | svar på innlegget

skrevet av | tekst: | forfatter: | publisert: | publisert den | oppdatert | oppdatert: | sist oppdatert | sist endret | lesetid: | foto:
| bilde: | bilder: | fotograf: | © | emner: | emne: | kategori: | kategorier: | stikkord: | del: | les også: | les mer: | se også:
| forrige innlegg: | neste innlegg: | følg oss på | finn oss på | abonner på | meld deg på vårt | få vårt nyhetsbrev | få nyheter
| gå ikke glipp | hold deg oppdatert | skriv inn din | din e-post | ved å | hvis du fortsetter | du kan når som helst | for å lese videre
| likte du | vi og våre partnere | vår nettside bruker | denne nettsiden bruker | nettstedet bruker | nettsiden bruker | vi bruker cookies
| informasjonskapsler hjelper | for å kommentere | logg inn for | du må være innlogget | obligatoriske felt | copyright
"""

_FINNISH = """
uutiset | politiikka | talous | kulttuuri | urheilu | tiede | terveys | mielipiteet | sää | työpaikat | kauppa | ostoskori | profiili
| asetukset | kirjaudu ulos | kirjaudu sisään | rekisteröidy | ota yhteyttä | valikko | kategoriat | aiheet | arkisto | ohje | meistä | lisää

siirry pääsisältöön | hyppää sisältöön | siirry suoraan sisältöön | avaa valikko | sulje valikko | jaa | jaa tämä | jaa facebookissa
| jaa twitterissä | jaa linkedinissä | jaa sähköpostilla | kopioi linkki | linkki kopioitu | tallenna artikkeli | tulosta
| tulosta artikkeli | kuuntele artikkeli | kuuntele | lue artikkeli | lue koko artikkeli | jatka lukemista | näytä lisää | näytä vähemmän
| näytä kaikki | katso kaikki | lataa lisää | seuraa meitä | seuraa meitä facebookissa | tilaa nyt | tilaa uutiskirje | oletko jo tilaaja
| liity jäseneksi | tue meitä | lahjoita | mainokset | kaupallinen yhteistyö | juttu jatkuu mainoksen jälkeen
| artikkeli jatkuu mainoksen jälkeen | edellinen sivu | seuraava sivu | edellinen | seuraava | edellinen artikkeli
| seuraava artikkeli | vanhemmat artikkelit | uudemmat artikkelit | takaisin ylös | takaisin etusivulle | sivun alkuun
| kaikki artikkelit | kirjoittaja | kirjoittajasta | vastaa | kommentoi | lähetä kommentti | ei kommentteja
| kommentointi on suljettu | näytä kommentit | hyväksy | hyväksy kaikki | hyväksyn | hyväksy evästeet | hylkää | hylkää kaikki
| evästeasetukset | evästekäytäntö | tietosuoja | käyttöehdot | saavutettavuus | kaikki oikeudet pidätetään

lue lisää aiheesta | aiheeseen liittyvät artikkelit | liittyvät artikkelit | samankaltaisia artikkeleita | suositeltua
| suositellut artikkelit | suosittelemme | lisää aiheesta | lisää artikkeleita | lisää uutisia | muita artikkeleita | luetuimmat
| suosituimmat | uusimmat | uusimmat artikkelit | viimeisimmät artikkelit | tuoreimmat | saatat pitää myös
| sinua saattaa kiinnostaa | sinua voisi kiinnostaa | älä missaa | katso myös sivustolta

kirjoita kommentti | lisää kommentti | jätä vastaus | kommentoi artikkelia | osallistu keskusteluun | mitä mieltä olet
| lukijoiden kommentit | vastaa artikkeliin

kirjoittanut | teksti: | kirjoittaja: | julkaistu: | päivitetty | päivitetty: | viimeksi päivitetty | viimeksi muokattu | lukuaika: | kuva:
| kuvat: | valokuva: | © | avainsanat | asiasanat | kategoria: | kategoriat: | aiheet: | tunnisteet: | jaa: | jaa tämä artikkeli | lue myös:
| lue lisää: | katso myös: | edellinen artikkeli: | seuraava artikkeli: | seuraa meitä | löydä meidät | liity | tilaa uutiskirjeemme
| tilaa maksuton | saat uusimmat | pysy ajan tasalla | kirjoita sähköpostiosoitteesi | anna sähköpostiosoitteesi | sähköpostiosoitteesi
| tilaamalla | jatkamalla | voit peruuttaa | jatkaaksesi lukemista | piditkö | me ja kumppanimme | sivustomme käyttää | sivusto käyttää
| tämä verkkosivusto käyttää | tällä sivustolla käytetään | evästeet auttavat | kommentoidaksesi | kirjaudu sisään kommentoidaksesi
| pakolliset kentät | ota javascript
"""

_CZECH = """
zprávy | politika | ekonomika | kultura | sport | věda | zdraví | názory | počasí | video | práce | obchod | košík | profil | nastavení
| odhlásit | odhlásit se | registrace | kontakt | kontakty | menu | kategorie | štítky | témata | archiv | nápověda | zpět | další | více | hledej

přeskočit na obsah | přejít k hlavnímu obsahu | přejít do navigace | otevřít menu | zavřít menu | sdílet | sdílet na facebooku
| sdílet na twitteru | sdílet e-mailem | poslat e-mailem | poslat známému | kopírovat odkaz | odkaz zkopírován | uložit článek
| uložit na později | vytisknout | vytisknout článek | poslechnout článek | přečíst článek | celý článek | číst celý článek
| číst více | pokračovat ve čtení | zobrazit více | zobrazit méně | zobrazit vše | načíst další | sledujte nás | sledujte nás na facebooku
| předplatit | předplaťte si | mám předplatné | podpořte nás | přispět | reklama | inzerce | placená inzerce | sponzorováno
| článek pokračuje pod reklamou | pokračování pod reklamou | předchozí stránka | další stránka | předchozí | následující
| předchozí článek | další článek | následující článek | předchozí příspěvek | další příspěvek | starší příspěvky
| novější příspěvky | zpět nahoru | zpět na hlavní stránku | zpět na blog | všechny články | autor | více od autora | odpovědět
| komentovat | odeslat komentář | žádné komentáře | komentáře jsou uzavřeny | zobrazit komentáře | diskuze | diskuse | nahlásit
| přijmout | přijmout vše | přijmout všechny | souhlasím | odmítnout | odmítnout vše | nastavení cookies | zásady cookies
| zásady ochrany osobních údajů | ochrana osobních údajů | obchodní podmínky | mapa stránek | přístupnost
| všechna práva vyhrazena

podobné | mohlo by vás zajímat | mohlo by vás také zajímat | mohlo by se vám líbit | doporučujeme | doporučené | doporučené články
| více k tématu | k tématu | další články | další zprávy | ostatní články | nejčtenější | nejnovější | nejnovější články | poslední články
| nejoblíbenější | populární články | přečtěte si také | čtěte dále | související | související témata | nepřehlédněte

přidejte komentář | napište komentář | zanechte komentář | zanechat odpověď | přidat odpověď | váš komentář | váš názor
| zapojte se do diskuse | komentáře čtenářů | vstoupit do diskuze

napsal | napsala | text: | autor: | autorka: | autoři: | datum vydání | zveřejněno | vydáno | publikováno: | aktualizováno | aktualizace:
| naposledy aktualizováno | poslední aktualizace | doba čtení: | čas čtení | foto: | obrázek: | zdroj foto | © | klíčová slova | rubrika:
| rubriky: | kategorie: | téma: | témata: | tagy: | sdílet: | sdílejte | čtěte také: | čtěte více: | viz také: | předchozí článek:
| další článek: | sledujte nás na | najdete nás na | přihlaste se k odběru | odebírejte | přihlásit se k odběru | dostávejte
| buďte v obraze | nenechte si ujít | zadejte svůj | váš e-mail | vaše e-mailová | vaše emailová | přihlášením | kliknutím | pokračováním
| používáním | odběr můžete | pro pokračování ve čtení | líbil se vám | my a naši partneři | naše stránky používají | naše webové stránky
| tyto stránky používají | tyto webové stránky | web používá | soubory cookie | abyste mohli komentovat | pro přidání komentáře
| přihlaste se, abyste | vyžadovaná pole | povinné položky | zapněte javascript
"""

_SLOVAK = """
správy | politika | ekonomika | kultúra | šport | veda | zdravie | názory | počasie | profil | nastavenia | odhlásiť | prihlásiť sa
| registrácia | kontakt | kategórie | značky | archív | pomoc | späť | ďalej | viac | hľadať | domov | o nás | zdieľať | zavrieť

preskočiť na obsah | prejsť na obsah | otvoriť menu | zatvoriť menu | zdieľať | zdieľať na facebooku | zdieľať článok | poslať e-mailom
| kopírovať odkaz | uložiť článok | vytlačiť | čítať ďalej | čítať viac | pokračovať v čítaní | zobraziť viac | zobraziť všetko | načítať ďalšie
| sledujte nás | predplatiť | podporte nás | reklama | inzercia | článok pokračuje pod reklamou | predchádzajúca strana | ďalšia strana
| predchádzajúci | nasledujúci | predchádzajúci článok | nasledujúci článok | ďalší článok | staršie príspevky | novšie príspevky
| späť hore | hore | všetky články | o autorovi | autor | odpovedať | komentovať | odoslať komentár | pridať komentár
| komentáre | žiadne komentáre | diskusia | prijať | prijať všetko | prijať všetky | súhlasím | odmietnuť | odmietnuť všetko
| nastavenia cookies | ochrana osobných údajov | zásady ochrany osobných údajov | podmienky používania | všetky práva vyhradené

súvisiace články | podobné články | mohlo by vás zaujímať | odporúčame | odporúčané články | ďalšie články | najčítanejšie | najnovšie
| najnovšie články | čítajte tiež | prečítajte si aj | prečítajte si tiež | viac k téme | súvisiace | nezmeškajte

pridať komentár | pridajte komentár | napíšte komentár | zanechajte komentár | zanechať odpoveď | váš komentár | zapojte sa do diskusie

napísal | napísala | autor: | publikované | zverejnené | aktualizované | naposledy aktualizované | čas čítania | doba čítania | foto: | obrázok: | ©
| kľúčové slová | kategória: | kategórie: | značky: | zdieľať: | čítajte tiež: | sledujte nás na | prihláste sa na odber | odoberajte
| dostávajte | zadajte svoj | váš e-mail | vaša e-mailová adresa | vaša emailová adresa | prihlásením | kliknutím | pokračovaním
| my a naši partneri | táto stránka používa | táto webová stránka | tento web používa | naša stránka používa | používame cookies
| používame súbory cookie | súbory cookie | ak chcete komentovať | prihláste sa, aby | vyžadované polia | povinné polia
"""

_HUNGARIAN = """
hírek | politika | gazdaság | kultúra | sport | tudomány | egészség | vélemény | időjárás | állás | bolt | kosár | profil | beállítások
| kijelentkezés | regisztráció | menü | kategóriák | címkék | archívum | súgó | vissza | tovább | több | főoldal | címlap | névjegy

tovább a tartalomhoz | ugrás a fő tartalomra | kilépés a tartalomba | menü megnyitása | menü bezárása | megosztás | megosztom
| cikk megosztása | megosztás facebookon | megosztás a facebookon | megosztás twitteren | megosztás e-mailben | küldés e-mailben
| link másolása | link másolva | cikk mentése | mentés | nyomtatás | cikk nyomtatása | meghallgatás | tovább | tovább olvasom
| olvass tovább | olvasson tovább | bővebben | több megjelenítése | mutass többet | összes megtekintése | további betöltése
| kövess minket | kövessen minket | előfizetés | előfizetek | már előfizető | támogatás | támogass minket | hirdetés | reklám
| szponzorált tartalom | támogatott tartalom | a cikk a hirdetés után folytatódik | előző oldal | következő oldal | előző
| következő | előző cikk | következő cikk | előző bejegyzés | következő bejegyzés | régebbi bejegyzések | újabb bejegyzések
| vissza a tetejére | vissza a főoldalra | az oldal tetejére | összes cikk | a szerzőről | szerző | válasz | hozzászólok
| hozzászólás küldése | hozzászólások | kommentek | nincs hozzászólás | hozzászólások lezárva | elfogadom | elfogad | összes elfogadása
| az összes elfogadása | elutasítom | elutasítás | összes elutasítása | süti beállítások | sütibeállítások | cookie beállítások
| cookie szabályzat | adatvédelmi tájékoztató | adatkezelési tájékoztató | felhasználási feltételek | impresszum | minden jog fenntartva

kapcsolódó | kapcsolódó bejegyzések | kapcsolódó tartalmak | hasonló cikkek | hasonló bejegyzések | ajánlott | ajánlott cikkek | ajánljuk
| ajánló | ezt is olvasd el | ezt is ajánljuk | ez is érdekelheti | ez is érdekelhet | önt is érdekelheti | további cikkek | további hírek
| legolvasottabb | legnépszerűbb | legfrissebb | legfrissebb hírek | legutóbbi bejegyzések | friss hírek | olvasta már | olvasd el ezt is
| a témában | ne maradj le

szólj hozzá | szóljon hozzá | hozzászólás írása | írj hozzászólást | írjon hozzászólást | új hozzászólás | mondd el a véleményed
| vélemény, hozzászólás | hozzászólás a cikkhez | válasz írása

írta | szerző: | szerzők: | szöveg: | közzétéve | publikálva | megjelent | frissítve | utoljára frissítve | utolsó módosítás | olvasási idő
| olvasási idő: | fotó: | kép: | fényképek: | forrás: kép | © | címkék: | címke: | kategória: | kategóriák: | kulcsszavak | megosztás: | olvasd el:
| olvassa el: | lásd még: | előző cikk: | következő cikk: | kövess minket a | kövessen minket a | iratkozz fel | iratkozzon fel
| feliratkozás | kapd meg | maradj naprakész | add meg az e-mail | adja meg az e-mail | az e-mail-címet nem | az e-mail címed | e-mail címed
| az ön e-mail | a feliratkozással | a gombra kattintva | az oldal használatával | a böngészés folytatásával | mi és partnereink
| weboldalunk sütiket | honlapunk sütiket | oldalunk sütiket | ez a weboldal sütiket | ez a honlap sütiket | a weboldal sütiket | sütiket használunk
| a hozzászóláshoz | hozzászólás küldéséhez | be kell jelentkezni | a kötelező mezők | engedélyezze a javascript
"""

_ROMANIAN = """
știri | stiri | politică | economie | cultură | sport | știință | sănătate | opinii | vremea | video | magazin | coș | profil | setări
| deconectare | înregistrare | contact | meniu | categorii | etichete | arhivă | ajutor | înapoi | înainte | mai mult | caută | distribuie
| închide | prima pagină | abonează-te

salt la conținut | sari la conținutul principal | mergi la conținut | deschide meniul | închide meniul | distribuie articolul
| distribuie pe facebook | distribuie pe twitter | trimite pe e-mail | trimite unui prieten | copiază linkul | link copiat
| salvează articolul | tipărește | imprimă | ascultă articolul | citește | citește articolul | citește tot articolul
| citeste mai mult | citește în continuare | continuă să citești | continuarea articolului | vezi mai mult | vezi mai multe
| vezi toate | arată mai mult | încarcă mai multe | urmărește-ne | urmărește-ne pe facebook | abonează-te acum | ești deja abonat
| susține-ne | donează | publicitate | reclamă | conținut sponsorizat | articolul continuă după publicitate
| articolul continuă mai jos | pagina anterioară | pagina următoare | anterior | următorul | articolul anterior | articolul următor
| articolul precedent | postări mai vechi | postări mai noi | înapoi sus | înapoi la început | toate articolele | despre autor | autor
| răspunde | comentează | comentarii | publică comentariul | trimite comentariul | niciun comentariu | comentariile sunt închise
| accept | acceptă | acceptă tot | acceptă toate | refuz | respinge tot | refuză toate | setări cookie | setări cookies
| politica de confidențialitate | politica cookies | politica de cookies | termeni și condiții | toate drepturile rezervate

articole recomandate | articole recente | articole populare | articole înrudite | articole conexe | alte articole | alte știri | recomandări
| recomandate | recomandat pentru tine | te-ar putea interesa | te-ar putea interesa și | s-ar putea să îți placă | ți-ar putea plăcea
| citește și | citeste si | citiți și | vezi și | mai multe despre | mai multe articole | cele mai citite | cele mai populare
| cele mai noi | ultimele știri | ultimele articole | nu rata | din aceeași categorie | pe aceeași temă

adaugă un comentariu | adaugă comentariu | scrie un comentariu | scrieți un comentariu | lasă un comentariu | comentariul tău | opinia ta
| spune-ți părerea | alătură-te discuției | lăsați un răspuns

scris de | text: | autor: | autori: | publicat | publicat: | publicat pe | publicat în | publicat de | postat | actualizat | actualizat:
| ultima actualizare | timp de citire | timp de lectură | foto: | sursa foto | credit foto | imagine: | © | etichete: | categorie: | categorii:
| cuvinte cheie | distribuie: | distribuie pe | citește și: | vezi și: | articolul anterior: | articolul următor: | urmărește-ne pe
| găsește-ne pe | abonează-te la | abonați-vă la | înscrie-te | primește | fii la curent | introdu adresa | introduceți adresa
| adresa ta de email | adresa ta de e-mail | adresa dvs. de email | prin abonare | prin continuarea | continuând | te poți dezabona
| pentru a citi | ți-a plăcut | dacă ți-a plăcut | noi și partenerii | site-ul nostru folosește | site-ul nostru utilizează | acest website
| folosim cookie | utilizăm cookie | cookie-urile | pentru a comenta | trebuie să fii autentificat | câmpurile obligatorii | activați javascript
"""

_BULGARIAN = """
новини | политика | икономика | култура | спорт | наука | здраве | мнения | времето | видео | магазин | количка | профил | настройки
| изход | вход | регистрация | контакти | контакт | меню | категории | етикети | архив | помощ | назад | напред | още | търсене | начало
| начална страница | за нас | абонирай се | абонамент | сподели | затвори

към съдържанието | прескочи към съдържанието | отвори менюто | затвори менюто | сподели | споделете | сподели във facebook
| сподели статията | сподели в twitter | изпрати по имейл | копирай линка | запази статията | отпечатай | принтирай | чуй статията
| прочети още | прочетете още | прочети повече | прочети цялата статия | продължи четенето | виж още | виж всички | покажи още | зареди още
| последвайте ни | последвай ни | абонирай се | вече имате абонамент | подкрепете ни | дарете | реклама | платена публикация | спонсорирано
| статията продължава след рекламата | предишна страница | следваща страница | предишна | следваща | предишна статия
| следваща статия | предишна публикация | следваща публикация | по-стари публикации | по-нови публикации | към началото
| нагоре | всички статии | за автора | автор | отговори | коментирай | коментари | публикувай коментар | няма коментари
| коментарите са изключени | приемам | приеми всички | приемане на всички | отказвам | откажи всички | настройки на бисквитките
| политика за бисквитки | политика за поверителност | общи условия | всички права запазени

свързани статии | свързани публикации | подобни статии | подобни публикации | още по темата | по темата | още новини | още статии
| препоръчани | препоръчваме | препоръчани статии | може да ви хареса | може да ви е интересно | може би ще ви хареса | вижте също | вижте още
| прочетете също | прочети още по темата | последни новини | последни публикации | най-четени | най-популярни | не пропускайте

оставете коментар | напиши коментар | напишете коментар | добави коментар | добавете коментар | вашият коментар | твоят коментар
| вашият отговор | вашият отговор отказ | включете се в дискусията | остави коментар

написано от | автор: | автори: | публикувано | публикувана | публикуван | обновено | обновена | последна промяна | последно обновяване
| време за четене | снимка: | снимки: | източник на снимката | © | етикети: | категория: | категории: | ключови думи | сподели: | сподели в
| прочетете още: | вижте също: | предишна статия: | следваща статия: | последвайте ни в | последвайте ни във | абонирайте се за
| абонирай се за | получавайте | бъдете в течение | въведете вашия | вашият имейл | вашият имейл адрес | с натискането | с абонирането
| продължавайки | за да прочетете | ние и нашите партньори | този сайт използва | сайтът използва | нашият сайт използва
| ние използваме бисквитки | използваме бисквитки | бисквитките | за да коментирате | трябва да влезете | задължителните полета
"""

_SERBO_CROATIAN = """
vijesti | vesti | novosti | politika | ekonomija | gospodarstvo | kultura | sport | znanost | nauka | zdravlje | mišljenja | vrijeme | video
| trgovina | prodavnica | košarica | profil | postavke | podešavanja | odjava | prijava | registracija | kontakt | izbornik | meni | kategorije
| oznake | arhiva | arhiv | pomoć | natrag | nazad | dalje | više | pretraga | traži | početna | naslovnica | o nama | pretplata | podijeli | podeli
| zatvori | вести | политика | економија | култура | наука | здравље | почетна | претрага | пријава | контакт | о нама | категорије | архива | више

preskoči na sadržaj | idi na sadržaj | skoči na sadržaj | pređi na sadržaj | otvori izbornik | zatvori izbornik | otvori meni
| podijeli članak | podijeli na facebooku | podelite | podijelite | podijeli na twitteru | podeli na fejsbuku | pošalji e-mailom
| kopiraj link | kopiraj poveznicu | spremi članak | sačuvaj | ispiši | odštampaj | pročitaj više | pročitajte više | pročitaj još
| opširnije | čitaj dalje | nastavi čitati | nastavi čitanje | nastavak čitanja | prikaži više | pogledaj sve | vidi sve | učitaj još
| pratite nas | pratite nas na facebooku | pretplati se | pretplatite se | već ste pretplaćeni | podržite nas | doniraj | reklama | oglas
| oglasi | sponzorirano | sponzorisano | nastavak nakon oglasa | tekst se nastavlja ispod oglasa | prethodna stranica | sljedeća stranica
| prethodno | sljedeće | sledeće | prethodni članak | sljedeći članak | sledeći članak | stariji članci | noviji članci
| prethodna objava | sljedeća objava | starije objave | novije objave | povratak na vrh | na vrh | svi članci | o autoru | autor
| odgovori | odgovorite | komentiraj | komentariši | komentari | pošalji komentar | objavi komentar | nema komentara | komentari su zatvoreni
| prihvaćam | prihvati sve | prihvatam | odbij | odbij sve | postavke kolačića | politika kolačića | pravila privatnosti
| politika privatnosti | uvjeti korištenja | uslovi korišćenja | sva prava pridržana | sva prava zadržana | прочитајте још | опширније
| поделите | коментари | оставите коментар | сва права задржана | претходни чланак | следећи чланак

povezani članci | povezane vijesti | povezane vesti | povezane objave | povezano | slični članci | slične objave | preporučeno
| preporučujemo | preporučeni članci | možda će vas zanimati | možda vas zanima | moglo bi vas zanimati | moglo bi vam se svidjeti
| više o temi | više na temu | još vijesti | još iz rubrike | ostale vijesti | pročitajte i | pročitajte još | pročitajte i ovo
| vezane vijesti | vezani članci | vezane vesti | vidi još | najčitanije | najnovije | najnovije vijesti | najnovije vesti | najpopularnije
| posljednje objave | nedavne objave | ne propustite | сродни чланци | повезане вести | најчитаније | најновије

ostavi komentar | ostavite komentar | napiši komentar | napišite komentar | dodaj komentar | dodajte komentar | ostavite odgovor
| ostavi odgovor | vaš komentar | pridruži se raspravi | uključite se u raspravu | оставите одговор

napisao | napisala | piše: | piše | tekst: | autor: | autorica: | autorka: | objavljeno | objavljeno: | ažurirano | zadnja izmjena
| posljednje ažuriranje | poslednja izmena | vrijeme čitanja | vreme čitanja | foto: | fotografije: | slika: | izvor fotografije | © | oznake:
| tagovi: | kategorija: | kategorije: | ključne riječi | ključne reči | podijeli: | podeli: | pročitajte i: | vidi još: | prethodni članak:
| sljedeći članak: | pratite nas na | pronađite nas na | pretplatite se na | prijavite se na | primajte | budite u toku | upišite svoj
| unesite svoj | vaša adresa e-pošte | vaša email adresa | adresa vaše e-pošte | klikom na | nastavkom | korištenjem | korišćenjem
| mi i naši partneri | ova stranica koristi | ova web stranica koristi | ova internet stranica | ovaj sajt koristi | sajt koristi
| naša stranica koristi | koristimo kolačiće | kolačići | da biste komentirali | da biste komentarisali | morate biti prijavljeni
| neophodna polja | obavezna polja | objavljeno u | објављено | аутор: | време читања | фото:
"""
