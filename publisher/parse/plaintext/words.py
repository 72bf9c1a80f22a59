"""The words that pages are furnished with, in the languages of Europe, Chinese, Japanese and Korean.

All are written in lower case, with single spaces and no marks at either end. They are the stock phrases of publishing
systems and of the newspapers' own pages, not of any one site; the `phrasebook` has more, language by language.
"""

from __future__ import annotations

from publisher.parse.plaintext.phrasebook import Row, read_row


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.casefold().split()) for phrase in text.split("|")) - {""}


def _is_word(phrase: str) -> bool:
    """Return whether a phrase is one word, as an article's own heading may be."""
    return " " not in phrase and len(phrase) <= (_WORD_MAX if phrase[0] < "\u0e00" else _WIDE_WORD_MAX)


# Beyond this a word without a space is a compound that no heading has, or a script without spaces.
_WORD_MAX = 20
_WIDE_WORD_MAX = 3


NAVIGATION = _phrases("""
home | homepage | main menu | menu | search | search this site | search for | navigation | main navigation
| site navigation | close | close menu | open menu | sections | latest | news | log in | login | sign in | sign up
| sign out | log out | register | subscribe | subscribe now | my account | account | about | about us | contact
| contact us | topics | archive | archives | categories | tags | newsletters | newsletter | podcasts | video
| videos | jobs | careers | shop | store | donate | support us | help | faq | rss | feed | english | language
| languages | back | next | previous | prev | more | all | top | share | print | email | e-mail | copy link | save
| bookmark | listen | facebook | twitter | x | linkedin | whatsapp | telegram | reddit | pinterest | instagram
| youtube | mastodon | bluesky | github | loading | blog | all posts | skip | sitemap | press | imprint | startseite
| suche | suchen | anmelden | abmelden | registrieren | abonnieren | abo | über uns | kontakt | themen | archiv
| hilfe | mehr | zurück | weiter | teilen | drucken | schließen | navigation öffnen | menü | menü schließen | merken
| kategorien | schlagwörter | mein konto | accueil | rechercher | recherche | connexion | se connecter | s'abonner
| s’abonner | s'inscrire | s’inscrire | à propos | rubriques | aide | plus | retour | suivant | précédent | partager
| imprimer | fermer | mon compte | catégories | étiquettes | langue | inicio | portada | buscar | búsqueda
| iniciar sesión | acceder | entrar | registrarse | suscribirse | suscríbete | acerca de | quiénes somos | contacto
| temas | secciones | archivo | ayuda | más | volver | siguiente | anterior | compartir | imprimir | cerrar
| mi cuenta | categorías | etiquetas | menú | idioma | página de inicio | página inicial | pesquisar | pesquisa
| busca | assinar | assine | cadastre-se | sobre | sobre nós | contato | tópicos | seções | arquivo | ajuda | mais
| voltar | próximo | compartilhar | partilhar | fechar | minha conta | categorias | início | cerca | accedi
| registrati | abbonati | chi siamo | contatti | argomenti | sezioni | archivio | aiuto | indietro | avanti
| condividi | stampa | chiudi | il mio account | categorie | zoeken | inloggen | aanmelden | abonneren | over ons
| onderwerpen | hulp | terug | volgende | vorige | delen | sluiten | szukaj | zaloguj się | zaloguj
| zarejestruj się | subskrybuj | o nas | tematy | pomoc | więcej | wstecz | dalej | udostępnij | drukuj | zamknij
| strona główna | hem | sök | logga in | prenumerera | om oss | ämnen | arkiv | hjälp | dela | stäng | hjem | søg
| søk | log ind | logg inn | abonner | om os | del | luk | lukk | etusivu | haku | hae | kirjaudu | tilaa
| tietoa meistä | yhteystiedot | jaa | sulje | domů | hledat | přihlásit se | o nás | sdílet | zavřít | kezdőlap
| keresés | bejelentkezés | rólunk | kapcsolat | megosztás | acasă | căutare | autentificare | despre noi | αρχική
| αναζήτηση | σύνδεση | επικοινωνία | κοινοποίηση | ana sayfa | ara | giriş yap | hakkımızda | iletişim | paylaş
| главная | поиск | войти | вход | регистрация | подписаться | подписка | о нас | контакты | темы | рубрики | архив
| помощь | ещё | назад | вперёд | далее | поделиться | печать | закрыть | меню | головна | пошук | увійти
| реєстрація | підписатися | про нас | контакти | поділитися | друк | закрити | 首页 | 主页 | 搜索 | 登录 | 注册
| 订阅 | 菜单 | 导航 | 关于 | 关于我们 | 联系我们 | 分类 | 标签 | 归档 | 帮助 | 更多 | 返回 | 上一页 | 下一页 | 分享
| 打印 | 关闭 | 首頁 | 搜尋 | 登入 | 註冊 | 訂閱 | 選單 | 關於我們 | 聯絡我們 | 分類 | 標籤 | 說明 | 列印 | 關閉
| ホーム | トップ | 検索 | ログイン | 新規登録 | 会員登録 | 登録 | 購読 | メニュー | メニューを開く | サイトマップ
| カテゴリー | カテゴリ | タグ | お問い合わせ | 会社概要 | ヘルプ | もっと見る | 戻る | 次へ | 前へ | シェア | 共有
| 印刷 | 閉じる | 홈 | 검색 | 로그인 | 회원가입 | 구독 | 메뉴 | 소개 | 문의 | 공유 | 닫기
""")
"""Common words: furniture only at the head of a page, or beside other furniture."""

LINES = _phrases("""
skip to content | skip to main content | skip to navigation | skip navigation | jump to content | jump to navigation
| toggle navigation | toggle menu | sign in to your account | log in to your account | create an account
| create account | back to top | return to top | scroll to top | to top | loading | like this | like loading
| previous post | next post | previous article | next article | older posts | newer posts | older post | newer post
| previous story | next story | previous | next | post navigation | previous page | next page | all rights reserved
| join the conversation | join the discussion | related | share this | share this article | share this post
| share this story | share this page | share on facebook | share on twitter | share on x | share on linkedin
| share on whatsapp | share via email | share by email | share with friends | tweet this | tweet | pin it
| email this | print this | print this page | print this article | copy link | link copied | save for later
| share article | advertisement | advertising | sponsored | sponsored content | paid content | promoted | ad | ads
| story continues below advertisement | story continues below | article continues below
| article continues below advertisement | article continues after advertisement | scroll to continue
| continue reading | continue reading the main story | read more | read next | keep reading | show more
| you are here | view all | see all | load more | load more comments | view comments | show comments | hide comments
| about the author | about the authors | author bio | leave a reply | leave a comment | post a comment
| post comment | cancel reply | add a comment | add comment | write a comment | submit comment | reply
| powered by wordpress | proudly powered by wordpress | powered by ghost | powered by hugo | privacy policy
| terms of service | terms of use | terms and conditions | cookie policy | cookie settings | manage cookies
| accept cookies | accept all cookies | accept all | reject all | privacy settings
| do not sell my personal information | do not sell my info | most read | most popular | most viewed | popular posts
| recent posts | recent comments | trending | trending now | editors' picks | editor's picks | comments are closed
| comments closed | no comments | no comments yet | 1 comment | tags | filed under | was this page helpful
| was this article helpful | edit this page | edit this page on github | report this ad | newsletter sign up
| sign up for our newsletter | subscribe to our newsletter | subscribe to newsletter | get our newsletter
| join our newsletter | join our mailing list | follow us | follow us on twitter | follow us on facebook
| follow us on instagram | zum inhalt springen | zum hauptinhalt springen | zum inhalt | direkt zum inhalt
| menü öffnen | nach oben | zurück nach oben | seitenanfang | alle rechte vorbehalten | anzeige | werbung
| weiterlesen | weiterlesen nach der anzeige | artikel teilen | beitrag teilen | diesen artikel teilen
| teilen auf facebook | auf facebook teilen | auf twitter teilen | per e-mail teilen | artikel drucken | kommentare
| kommentar schreiben | kommentar verfassen | kommentar abgeben | kommentar hinterlassen
| hinterlasse einen kommentar | hinterlassen sie einen kommentar | schreibe einen kommentar
| schreiben sie einen kommentar | antwort abbrechen | diskutieren sie mit | über den autor | über die autorin
| zur person | impressum | datenschutz | datenschutzerklärung | agb | cookie-einstellungen | nutzungsbedingungen
| vorheriger beitrag | nächster beitrag | vorheriger artikel | nächster artikel | beitragsnavigation | meistgelesen
| newsletter abonnieren | aller au contenu | aller au contenu principal | passer au contenu | retour en haut
| haut de page | ouvrir le menu | tous droits réservés | publicité | annonce | lire la suite | lire aussi
| à lire aussi | partager cet article | partager l'article | partager sur facebook | partager sur twitter
| partager par e-mail | laisser un commentaire | laissez un commentaire | ajouter un commentaire
| écrire un commentaire | poster un commentaire | commentaires | réagir | annuler la réponse | à propos de l'auteur
| à propos de l’auteur | mentions légales | politique de confidentialité | conditions d'utilisation
| gestion des cookies | paramètres des cookies | article précédent | article suivant | navigation des articles
| les plus lus | s'abonner à la newsletter | saltar al contenido | ir al contenido | ir al contenido principal
| pasar al contenido principal | volver arriba | ir arriba | subir | abrir menú | todos los derechos reservados
| publicidad | anuncio | contenido patrocinado | seguir leyendo | leer más | sigue leyendo | continuar leyendo
| compartir este artículo | comparte este artículo | compartir en facebook | compartir en twitter | comparte esto
| compartir esto | deja una respuesta | deja un comentario | dejar un comentario | dejar una respuesta
| escribe un comentario | añadir comentario | agregar comentario | publicar comentario | comentarios
| cancelar la respuesta | sobre el autor | sobre la autora | acerca del autor | política de privacidad
| política de cookies | aviso legal | términos y condiciones | términos de uso | condiciones de uso
| entrada anterior | entrada siguiente | siguiente entrada | artículo anterior | artículo siguiente
| navegación de entradas | lo más leído | me gusta | cargando | suscríbete a nuestro boletín | pular para o conteúdo
| ir para o conteúdo | ir para o conteúdo principal | saltar para o conteúdo | voltar ao topo | voltar para o topo
| abrir menu | todos os direitos reservados | publicidade | anúncio | continua após a publicidade
| continua depois da publicidade | continue lendo | leia mais | leia também | compartilhe | compartilhe este artigo
| compartilhar este artigo | partilhe este artigo | partilhar este artigo | compartilhe isso
| compartilhar no facebook | deixe um comentário | deixe uma resposta | deixe seu comentário | adicionar comentário
| comentários | cancelar resposta | sobre o autor | sobre a autora | termos de uso | termos e condições
| post anterior | próximo post | próxima publicação | artigo anterior | próximo artigo | navegação de posts
| mais lidas | carregando | assine nossa newsletter | vai al contenuto | salta al contenuto | passa al contenuto
| torna su | torna in alto | apri menu | tutti i diritti riservati | pubblicità | annuncio | continua a leggere
| leggi tutto | leggi anche | condividi questo articolo | condividi su facebook | condividi su twitter
| lascia un commento | scrivi un commento | aggiungi un commento | commenti | annulla risposta | l'autore
| sull'autore | informativa sulla privacy | note legali | termini e condizioni | articolo precedente
| articolo successivo | i più letti | iscriviti alla newsletter | caricamento | ga naar inhoud | naar de inhoud
| spring naar inhoud | naar boven | terug naar boven | alle rechten voorbehouden | advertentie | lees meer
| lees verder | lees ook | deel dit artikel | deel op facebook | geef een reactie | laat een reactie achter
| plaats een reactie | reacties | reactie annuleren | over de auteur | privacybeleid | algemene voorwaarden
| vorig bericht | volgend bericht | meest gelezen | przejdź do treści | do góry | wszelkie prawa zastrzeżone
| reklama | czytaj więcej | czytaj dalej | czytaj także | czytaj też | udostępnij ten artykuł | dodaj komentarz
| zostaw komentarz | komentarze | anuluj pisanie odpowiedzi | o autorze | polityka prywatności | regulamin
| poprzedni wpis | następny wpis | najczęściej czytane | hoppa till innehåll | till innehåll | till toppen
| alla rättigheter förbehållna | annons | läs mer | läs också | dela artikeln | lämna ett svar | lämna en kommentar
| kommentarer | om författaren | integritetspolicy | föregående inlägg | nästa inlägg | mest läst
| spring til indhold | gå til indhold | til toppen | læs mere | læs også | del artiklen | skriv en kommentar
| skriv et svar | om forfatteren | privatlivspolitik | hopp til innhold | gå til innhold | les mer | les også
| del artikkelen | legg igjen en kommentar | legg igjen et svar | personvern | siirry sisältöön | mainos | lue lisää
| lue myös | jaa artikkeli | jätä kommentti | kommentit | tietosuojaseloste | přejít k obsahu | přejít na obsah
| číst dále | čtěte také | sdílet článek | napsat komentář | přidat komentář | komentáře | o autorovi
| ugrás a tartalomhoz | hirdetés | tovább olvasom | hozzászólás | vélemény, hozzászólás? | adatvédelem
| sari la conținut | publicitate | citește mai mult | lasă un răspuns | lasă un comentariu
| μετάβαση στο περιεχόμενο | διαφήμιση | διαβάστε περισσότερα | αφήστε ένα σχόλιο | αφήστε μια απάντηση
| içeriğe geç | reklam | devamını oku | bir cevap yazın | bir yanıt yazın | yorum yap | перейти к содержимому
| перейти к содержанию | перейти к основному содержанию | наверх | вернуться наверх | к началу | все права защищены
| реклама | продолжение после рекламы | продолжение ниже | читать далее | читать дальше | читайте также
| читать полностью | поделиться этой статьёй | поделиться статьёй | поделиться ссылкой | добавить комментарий
| оставить комментарий | оставьте комментарий | комментарии | комментировать | отменить ответ | об авторе
| политика конфиденциальности | пользовательское соглашение | условия использования | предыдущая запись
| следующая запись | навигация по записям | загрузка | самое читаемое | популярное | перейти до вмісту
| перейти до змісту | вгору | усі права захищені | всі права захищені | читати далі | читайте також
| поділитися статтею | залишити відповідь | залишити коментар | додати коментар | коментарі | про автора
| політика конфіденційності | попередній запис | наступний запис | 跳至内容 | 跳到内容 | 跳转到内容 | 跳至主要内容
| 跳到主要内容 | 返回顶部 | 回到顶部 | 打开菜单 | 版权所有 | 保留所有权利 | 广告 | 赞助内容 | 继续阅读 | 阅读更多
| 阅读全文 | 点击查看更多 | 分享本文 | 分享文章 | 分享到 | 分享到微博 | 分享到微信 | 发表评论 | 发表回复 | 留下评论
| 留言 | 添加评论 | 写评论 | 评论 | 取消回复 | 关于作者 | 作者简介 | 隐私政策 | 服务条款 | 使用条款 | 上一篇
| 下一篇 | 上一篇文章 | 下一篇文章 | 文章导航 | 热门文章 | 最新文章 | 加载中 | 订阅我们的新闻通讯 | 跳至內容
| 跳到主要內容 | 返回頂端 | 回到頁首 | 版權所有 | 廣告 | 繼續閱讀 | 閱讀更多 | 分享此文 | 發表迴響 | 發佈留言
| 發表留言 | 取消回覆 | 關於作者 | 隱私權政策 | 服務條款 | 熱門文章 | 載入中 | コンテンツへスキップ
| コンテンツに移動 | 本文へスキップ | 本文へ移動 | メインコンテンツへスキップ | メインコンテンツに移動
| トップへ戻る | ページの先頭へ | ページトップへ | 先頭へ戻る | 全著作権所有 | 無断転載を禁じます | 無断転載禁止
| 広告 | スポンサーリンク | スポンサードリンク | 続きを読む | 記事の続きを読む | もっと読む | シェアする
| この記事をシェア | この記事をシェアする | この記事を共有 | ツイート | ツイートする | コメントを残す | コメントする
| コメントを書く | コメントを投稿 | コメントを追加 | コメント | 返信をキャンセル | コメントをキャンセル
| 著者について | この記事を書いた人 | 著者プロフィール | プライバシーポリシー | 利用規約 | 特定商取引法に基づく表記
| 前の記事 | 次の記事 | 投稿ナビゲーション | 人気記事 | 最新記事 | 読み込み中 | メールマガジンに登録する
| メルマガ登録 | ニュースレターに登録 | ニュースレターを購読 | 본문 바로가기 | 본문으로 바로가기 | 콘텐츠로 건너뛰기
| 맨 위로 | 광고 | 계속 읽기 | 더 보기 | 기사 공유 | 공유하기 | 이 글 공유하기 | 댓글 남기기 | 댓글 쓰기 | 댓글
| 답글 남기기 | 개인정보 처리방침 | 개인정보처리방침 | 이용약관 | 이전 글 | 다음 글 | 이전 기사 | 다음 기사
| 무단 전재 및 재배포 금지 | 무단전재 및 재배포 금지 | 많이 본 뉴스
""")
"""Whole lines that are furniture wherever they stand."""

RELATED = _phrases("""
related articles | related posts | related stories | related content | related links | related topics
| related reading | related news | related pages | related | you may also like | you might also like
| you may also be interested in | recommended | recommended for you | recommended reading | recommended articles
| more stories | more from this author | more from the blog | more like this | more on this topic
| more on this story | more articles | further reading from us | read also | also read | read next | up next
| what to read next | keep reading | latest articles | latest posts | latest news | latest stories | recent posts
| recent articles | popular posts | popular articles | most read | most popular | trending | trending now
| don't miss | see also on this site | editors' picks | editor's picks | top stories | ähnliche beiträge
| ähnliche artikel | verwandte artikel | verwandte beiträge | verwandte themen | mehr zum thema
| mehr zu diesem thema | das könnte sie auch interessieren | das könnte ihnen auch gefallen
| das könnte dich auch interessieren | weitere artikel | weitere beiträge | lesen sie auch | auch interessant
| neueste beiträge | meistgelesen | articles similaires | articles connexes | articles liés | articles associés
| articles recommandés | sur le même sujet | sur le même thème | à lire aussi | lire aussi | à lire également
| vous aimerez aussi | vous pourriez aussi aimer | dans la même rubrique | articles récents | derniers articles
| les plus lus | entradas relacionadas | artículos relacionados | noticias relacionadas | publicaciones relacionadas
| contenido relacionado | contenidos relacionados | temas relacionados | te puede interesar
| también te puede interesar | quizás te interese | lee también | lea también | más artículos | más noticias
| más sobre este tema | entradas recientes | últimas noticias | lo más leído | posts relacionados
| artigos relacionados | notícias relacionadas | publicações relacionadas | conteúdo relacionado
| conteúdos relacionados | veja também | leia também | leia mais | você também pode gostar | talvez você goste
| posts recentes | mais lidas | últimas notícias | articoli correlati | articoli simili | post correlati
| contenuti correlati | notizie correlate | potrebbe interessarti | ti potrebbe interessare
| potrebbe interessarti anche | leggi anche | articoli recenti | i più letti | gerelateerde artikelen
| gerelateerde berichten | lees ook | meer over dit onderwerp | misschien vind je dit ook interessant
| powiązane artykuły | powiązane wpisy | podobne wpisy | podobne artykuły | zobacz także | czytaj także | czytaj też
| relaterade artiklar | relaterade inlägg | liknande inlägg | läs också | läs även | relaterede artikler
| relaterede indlæg | læs også | relaterte artikler | relaterte innlegg | les også | lue myös | aiheeseen liittyvää
| související články | podobné články | čtěte také | kapcsolódó cikkek | articole similare | articole asemănătoare
| σχετικά άρθρα | διαβάστε επίσης | ilgili yazılar | ilgili haberler | benzer yazılar | похожие записи
| похожие статьи | похожие материалы | статьи по теме | материалы по теме | по теме | читайте также | рекомендуем
| смотрите также | вам может понравиться | вам также может понравиться | последние записи | связанные записи
| связанные статьи | схожі записи | схожі статті | подібні записи | пов'язані статті | матеріали за темою | за темою
| читайте також | 相关文章 | 相关阅读 | 相关推荐 | 相关新闻 | 推荐阅读 | 猜你喜欢 | 你可能也喜欢 | 你可能感兴趣
| 您可能感兴趣 | 延伸阅读 | 热门文章 | 最新文章 | 更多文章 | 相關文章 | 延伸閱讀 | 推薦閱讀 | 相關新聞
| 你可能也喜歡 | 熱門文章 | 関連記事 | 関連する記事 | 関連ニュース | 関連リンク | あわせて読みたい
| 合わせて読みたい | おすすめ記事 | おすすめの記事 | こちらもおすすめ | 人気記事 | 最新記事 | 最近の投稿 | 관련 기사
| 관련기사 | 관련 글 | 관련글 | 추천 기사 | 함께 보면 좋은 글 | 많이 본 뉴스
""")
"""Lines that open a list of other articles' titles."""

COMMENTS = _phrases("""
leave a reply | leave a comment | post a comment | write a comment | add a comment | kommentar schreiben
| kommentar verfassen | schreibe einen kommentar | schreiben sie einen kommentar | hinterlasse einen kommentar
| laisser un commentaire | laissez un commentaire | ajouter un commentaire | deja una respuesta | deja un comentario
| dejar un comentario | escribe un comentario | deixe um comentário | deixe uma resposta | lascia un commento
| scrivi un commento | geef een reactie | laat een reactie achter | dodaj komentarz | zostaw komentarz
| lämna ett svar | lämna en kommentar | skriv en kommentar | legg igjen en kommentar | jätä kommentti
| napsat komentář | lasă un răspuns | lasă un comentariu | αφήστε ένα σχόλιο | bir cevap yazın | bir yanıt yazın
| добавить комментарий | оставить комментарий | залишити відповідь | залишити коментар | 发表评论 | 发表回复
| 發表迴響 | 發佈留言 | コメントを残す | 댓글 남기기 | 답글 남기기
""")
"""Lines that open the form in which readers answer; an article is over there."""

BEGINNINGS = _phrases("""
your email address will not be published | required fields are marked | save my name | you must be logged in
| you must log in | please log in to | you need to be logged in | log in to comment | sign in to comment
| log in to leave | this site uses cookies | this website uses cookies | we use cookies | by continuing to use this
| by using this site, you | notify me of | this site uses akismet | subscribe to our | sign up for our
| sign up to our | sign up to receive | sign up for the | join our newsletter | get our weekly
| click here to subscribe | enter your email | get the latest | never miss | privacy policy | terms of service
| posted in | posted on | posted by | published on | published by | published in | filed under | tagged with
| tagged as | tags: | categories: | category: | topics: | last updated | last modified | updated on | share this
| share on | share via | share by | follow us on | reading time | estimated reading time | read time | time to read
| listen to this article | listen to the article | photo: | photo by | photograph: | photos: | photo credit | image:
| image credit | image by | image source | illustration: | credit: | copyright © | copyright 20 | copyright (c)
| powered by | proudly powered | all rights reserved | advertisement | sponsored by | story continues
| article continues | filed in | written by | words by | thank you for reading | home / | home > | home » | home ›
| ihre e-mail-adresse wird nicht | deine e-mail-adresse wird nicht | erforderliche felder sind | meinen namen,
| du musst angemeldet sein | sie müssen angemeldet sein | diese website verwendet cookies
| diese seite verwendet cookies | diese website benutzt cookies | wir verwenden cookies | wir nutzen cookies
| jetzt newsletter | newsletter abonnieren | abonnieren sie unseren | abonniere unseren | veröffentlicht am
| veröffentlicht von | veröffentlicht in | erschienen am | aktualisiert am | zuletzt aktualisiert | lesezeit
| geschätzte lesezeit | schlagwörter: | schlagworte: | kategorien: | kategorie: | stichwörter: | foto: | fotos:
| bild: | bildquelle | startseite / | startseite > | startseite » | teilen auf | artikel anhören
| diesen artikel anhören | verschlagwortet | stand: | impressum | votre adresse e-mail ne sera
| votre adresse de messagerie ne sera | votre adresse email ne sera | les champs obligatoires | enregistrer mon nom
| vous devez être connecté | vous devez vous connecter | ce site utilise des cookies | ce site utilise akismet
| nous utilisons des cookies | en poursuivant votre navigation | inscrivez-vous à | abonnez-vous à | recevez notre
| recevez nos | publié le | publié par | publié dans | posté le | mis à jour le | temps de lecture | lecture :
| étiquettes : | mots-clés : | catégories : | catégorie : | photo : | crédit photo | crédits photo | crédit :
| accueil / | accueil > | accueil » | partager sur | partager par | écouter cet article | écouter l'article
| classé dans | mentions légales | tu dirección de correo electrónico no | su dirección de correo electrónico no
| los campos obligatorios | guarda mi nombre | guardar mi nombre | debes iniciar sesión | debe iniciar sesión
| lo siento, debes estar | este sitio usa cookies | este sitio web usa cookies | este sitio utiliza cookies
| este sitio web utiliza cookies | utilizamos cookies | usamos cookies | este sitio usa akismet | suscríbete a
| suscríbase a | suscribirse a | publicado el | publicado en | publicado por | actualizado el | última actualización
| tiempo de lectura | tiempo estimado de lectura | etiquetas: | etiquetado | categorías: | categoría: | fotografía:
| imagen: | inicio / | inicio > | inicio » | portada / | compartir en | comparte en | escuchar este artículo
| escucha este artículo | archivado en | o seu endereço de e-mail não | o seu endereço de email não
| seu endereço de e-mail não | campos obrigatórios | os campos obrigatórios | salvar meus dados | guardar o meu nome
| você precisa fazer login | você precisa estar logado | tem de iniciar sessão | este site usa cookies
| este site utiliza cookies | inscreva-se em | inscreva-se na | assine nossa | assine a nossa | assine o nosso
| receba nossa | publicado em | atualizado em | tempo de leitura | leitura de | marcado com | início / | início >
| página inicial / | compartilhar no | compartilhe no | partilhar no | ouça este artigo | ouvir este artigo
| foto de: | imagem: | crédito: | créditos: | il tuo indirizzo email non | l'indirizzo email non
| i campi obbligatori | salva il mio nome | devi effettuare l'accesso | devi essere connesso | questo sito usa
| questo sito utilizza | questo sito web utilizza | utilizziamo i cookie | usiamo i cookie | iscriviti alla
| pubblicato il | pubblicato da | pubblicato in | aggiornato il | ultimo aggiornamento | tempo di lettura | tag:
| categoria: | categorie: | foto di | condividi su | ascolta questo articolo | het e-mailadres wordt niet
| je e-mailadres wordt niet | vereiste velden zijn | mijn naam, | je moet ingelogd zijn
| deze website gebruikt cookies | deze site gebruikt cookies | wij gebruiken cookies | we gebruiken cookies
| schrijf je in voor | meld je aan voor | gepubliceerd op | geplaatst op | geplaatst door | bijgewerkt op | leestijd
| categorieën: | deel op | luister naar dit artikel | twój adres e-mail nie | twój adres email nie
| wymagane pola są | zapamiętaj moje dane | musisz się zalogować | ta strona używa | ta strona korzysta
| ta witryna używa | używamy plików cookie | zapisz się do | zapisz się na | opublikowano | opublikowane
| czas czytania | tagi: | zdjęcie: | fot. | din e-postadress kommer inte | obligatoriska fält
| du måste vara inloggad | den här webbplatsen använder | vi använder cookies | vi använder kakor
| prenumerera på vårt | publicerad | publicerat | lästid | taggar: | din e-mailadresse vil ikke
| din e-postadresse vil ikke | obligatoriske felter | dette nettstedet bruker | denne hjemmeside bruger
| vi bruger cookies | vi bruker informasjonskapsler | tilmeld dig | meld deg på | publisert | udgivet | læsetid
| lesetid | sähköpostiosoitettasi ei | tämä sivusto käyttää | käytämme evästeitä | julkaistu | lukuaika
| vaše e-mailová adresa | vaše emailová adresa | vyžadované informace | tento web používá | používáme cookies
| publikováno | doba čtení | štítky: | az e-mail címet nem | ez az oldal sütiket | adresa ta de email nu
| acest site folosește | acest site utilizează | η ηλ. διεύθυνσή σας | η ηλεκτρονική σας διεύθυνση
| χρησιμοποιούμε cookies | e-posta adresiniz | e-posta hesabınız | bu site çerez | ваш адрес email не
| ваш e-mail не | ваш адрес электронной почты не | обязательные поля помечены | сохранить моё имя
| сохранить мое имя | для отправки комментария | вы должны войти | чтобы оставить комментарий | войдите, чтобы
| мы используем файлы cookie | мы используем cookie | мы используем куки | этот сайт использует
| на сайте используются | наш сайт использует | подпишитесь на | подписывайтесь на | подписаться на | опубликовано
| опубликован | обновлено | время чтения | время на чтение | чтение: | метки: | теги: | рубрики: | рубрика: | фото:
| изображение: | главная / | главная > | главная » | поделиться в | послушать статью | источник фото
| ваша e-mail адреса не | ваша електронна адреса не | ваша адреса електронної пошти не | обов’язкові поля
| обов'язкові поля | ми використовуємо файли cookie | ми використовуємо cookie | цей сайт використовує
| підпишіться на | опубліковано | час читання | позначки: | категорії: | головна / | 您的电子邮箱地址不会
| 您的邮箱地址不会 | 您的电子邮件地址不会 | 您的邮箱不会 | 必填项已用 | 必填字段 | 在此浏览器中保存
| 要发表评论，您必须 | 您必须登录 | 登录后才能 | 请登录后 | 本网站使用 | 本站使用 | 我们使用 cookie | 我们使用cookie
| 订阅我们的 | 发布于 | 发表于 | 发布时间 | 更新于 | 更新时间 | 最后更新 | 阅读时间 | 阅读时长 | 预计阅读 | 阅读约
| 标签： | 标签: | 分类： | 分类: | 摄影： | 图片来源 | 图片： | 首页 > | 首页 / | 首页 » | 首页> | 当前位置
| 分享到 | 收听本文 | 作者： | 来源： | 责任编辑 | 版权所有 | 发佈留言必須填寫的 | 發佈留言必須
| 您的電子郵件地址不會 | 必填欄位 | 本網站使用 | 訂閱我們的 | 發佈於 | 發表於 | 更新於 | 閱讀時間 | 標籤： | 分類：
| 首頁 > | メールアドレスが公開されることは | が付いている欄は必須 | 次回のコメントで | コメントを投稿するには
| コメントするには | 当サイトでは | 当ウェブサイトでは | このサイトはcookie | このサイトでは | このサイトはスパムを
| cookieを使用 | 公開日 | 投稿日 | 更新日 | 最終更新 | 掲載日 | 読了時間 | この記事は約 | この記事は | タグ:
| タグ： | カテゴリー: | カテゴリー： | 写真： | 写真: | 写真提供 | 画像： | 出典： | ホーム > | ホーム / | ホーム ›
| トップ > | トップ / | シェアする | この記事を聞く | ニュースレターに | メールマガジン | メルマガ
| 이메일 주소는 공개되지 | 이메일은 공개되지 | 필수 항목은 | 필수 필드는 | 댓글을 달기 위해서는 | 댓글을 작성하려면
| 이 사이트는 쿠키 | 이 웹사이트는 쿠키 | 쿠키를 사용 | 뉴스레터 | 게시일 | 입력 20 | 수정 20 | 읽는 시간 | 태그:
| 카테고리: | 사진= | 사진: | 홈 > | 홈 / | 저작권자
""")
"""What furniture begins with; the rest of the line may say anything, but not much."""

BYLINE = (
    "by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "od ", "przez ", "oleh ", "autor: ", "author: ",
    "autor ", "author ", "authors: ", "text: ", "words: ", "autoren: ", "autorin: ", "autores: ", "autora: ",
    "autore: ", "autori: ", "autrice: ", "autrice : ", "auteur: ", "auteur : ", "auteurs: ", "auteurs : ",
    "a cura di ", "written by ", "words by ", "story by ", "guest post by ", "editor: ", "reporter: ", "redakcja",
    "redaktion", "tekst: ", "texto: ", "texte : ", "testo: ", "forfatter: ", "författare: ", "kirjoittaja: ",
    "teksti: ", "autorka: ", "autoři: ", "autorica: ", "piše: ", "szerző: ", "szerzők: ", "írta: ", "yazar: ",
    "yazan: ", "penulis: ", "tác giả: ", "bởi ", "συντάκτης: ", "του ", "της ", "автор: ", "автор ", "авторы: ",
    "автори: ", "авторка: ", "аутор: ", "текст: ", "от ", "מאת ", "מאת: ", "כתב: ", "بقلم ", "بقلم: ", "كتب: ",
    "الكاتب: ", "نویسنده: ", "लेखक: ", "โดย ", "โดย: ", "ผู้เขียน: ", "作者", "撰文", "文/", "文 /", "文：", "文＝",
    "記者", "记者", "執筆", "著者", "編輯：", "编辑：", "ライター：", "投稿者：", "글 ", "글: ", "글 : ",
    "글쓴이: ", "작성자: ", "저자: ", "기자: ",
)  # fmt: skip
"""What a by-line begins with: furniture only right below the title, and only if short."""

CONTENTS = _phrases("""
contents | table of contents | on this page | in this article | in this post | index | inhalt | inhaltsverzeichnis
| auf dieser seite | in diesem artikel | sommaire | table des matières | dans cet article | sur cette page | índice
| contenido | contenidos | tabla de contenidos | en este artículo | en esta página | sumário | conteúdo
| neste artigo | nesta página | índice de conteúdo | sommario | indice | contenuti | in questo articolo | inhoud
| inhoudsopgave | op deze pagina | spis treści | w tym artykule | innehåll | innehållsförteckning | indhold
| indholdsfortegnelse | innhold | innholdsfortegnelse | sisällys | sisällysluettelo | obsah | tartalom
| tartalomjegyzék | cuprins | περιεχόμενα | içindekiler | содержание | оглавление | в этой статье | зміст
| у цій статті | 目录 | 目次 | 目錄 | 本文目录 | 文章目录 | この記事の目次 | この記事の内容 | 목차 | 차례
""")
"""Lines that open a table of contents."""

HEADINGS = _phrases("""
abstract | acknowledgements | acknowledgments | acknowledgement | appendix | background | conclusion | conclusions
| context | contributing | copyright | credits | discussion | examples | example | faq | final thoughts | footnotes
| frequently asked questions | further reading | future work | getting started | history | how it works
| introduction | limitations | methods | methodology | motivation | next steps | notes | overview | preface
| problem | purpose | rationale | recommendations | references | related work | requirements | resources | results
| scope | see also | solution | sources | specification | status | summary | takeaways | the future | the problem
| the solution | tl;dr | timeline | usage | what's next | what’s next | what next | why it matters | about
| epilogue | prologue | foreword | bibliography | einleitung | einführung | hintergrund | zusammenfassung | fazit
| ausblick | quellen | anhang | danksagung | vorwort | analyse | kontext | ergebnisse | literatur | contexte
| résumé | remerciements | annexe | avant-propos | à retenir | perspectives | références | bibliographie
| introducción | contexto | antecedentes | conclusión | conclusiones | resumen | agradecimientos | referencias
| fuentes | anexo | prólogo | análisis | solución | problema | recursos | introdução | conclusão | conclusões
| resumo | agradecimentos | referências | fontes | prefácio | análise | solução | introduzione | contesto
| conclusione | conclusioni | sommario | ringraziamenti | fonti | riferimenti | inleiding | achtergrond | conclusie
| samenvatting | bronnen | wstęp | wprowadzenie | tło | podsumowanie | wnioski | źródła | bibliografia | введение
| контекст | заключение | выводы | итоги | источники | благодарности | предисловие | вступ | висновки | підсумки
| джерела | 引言 | 前言 | 简介 | 介绍 | 背景 | 概述 | 总结 | 结论 | 结语 | 小结 | 参考文献 | 参考资料 | 致谢 | 附录
| 问题 | 解决方案 | はじめに | 概要 | まとめ | 結論 | おわりに | 終わりに | 最後に | 参考資料 | 謝辞 | 付録 | 問題
| 解決策 | 서론 | 결론 | 요약 | 참고 문헌
""")
"""What sections are often called."""

# One word alone may be the article's own as well: it is furniture only where navigation is.
_FURTHER = read_row(Row.LINES) | read_row(Row.COMMENTS)
_WORDS = frozenset(filter(_is_word, _FURTHER | read_row(Row.RELATED)))
SECTIONS = (read_row(Row.NAVIGATION) | _WORDS) - NAVIGATION
"""Names of a site's sections and of its buttons, each of which an article might have for its title."""
LINES |= _FURTHER - _WORDS
RELATED |= read_row(Row.RELATED) - _WORDS
COMMENTS |= read_row(Row.COMMENTS) - _WORDS
BEGINNINGS |= read_row(Row.BEGINNINGS)
