"""Codes and words that standards define: languages, countries, roles, ratings."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list.

    >>> sorted(words("b a"))
    ['a', 'b']
    """
    return frozenset(text.split())


LANGUAGES = words(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw"
    " ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt"
    " my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm"
    " sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh"
    " zu"
)
"""ISO 639-1, with the codes that were withdrawn: the registry of RFC 5646 keeps them."""

COUNTRIES = words(
    "ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by"
    " bz ca cc cd cf cg ch ci ck cl cm cn co cr cs cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et eu fi fj fk"
    " fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it"
    " je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo"
    " mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py"
    " qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn"
    " to tp tr tt tv tw tz ua ug uk um us uy uz va vc ve vg vi vn vu wf ws xk ye yt yu za zm zr zw"
)
"""ISO 3166-1 in small letters, with reserved codes and those that were withdrawn since Media RSS appeared."""

_EBU = """
    actor, adaptor, anchor person, animal trainer, animator, announcer, armourer, art director, artist,
    artist/performer, assistant camera, assistant chief lighting technician, assistant director, assistant producer,
    assistant visual editor, author, broadcast assistant, broadcast journalist, camera operator, carpenter, casting,
    causeur, chief lighting technician, choir, choreographer, clapper loader, commentary or commentator, commentator,
    commissioning broadcaster, composer, computer programmer, conductor, consultant, continuity checker,
    correspondent, costume designer, dancer, dialogue coach, director, director of photography, distribution company,
    draughtsman, dresser, dubber, editor, editor/producer, ensemble, executive producer, expert, fight director,
    floor manager, focus puller, foley artist, foley editor, foley mixer, graphic assistant, graphic designer,
    greensman, grip, hairdresser, illustrator, interviewed guest, interviewer, key character, key grip, key talents,
    leadman, librettist, lighting director, lighting technician, location manager, lyricist, make up artist,
    manufacturer, matte artist, music arranger, music group, musician, news reader, orchestra, participant, performer,
    photographer, post, producer, production assistant, production company, production department, production manager,
    production secretary, programme production researcher, programme proposal, property manager, publishing company,
    puppeteer, pyrotechnician, reporter, rigger, runner, scenario, scenic operative, script supervisor,
    second assistant camera, second assistant director, second unit director, set designer, set dresser,
    sign language, singer, sound designer, sound mixer, sound recordist, special effects, stunts, subtitles,
    technical director, term, translation, transportation manager, treatment, treatment proposal,
    treatment/programme proposal, vision mixer, visual editor, visual effects, vocalist, wardrobe, witness
"""

EBU_ROLES = frozenset(" ".join(role.split()) for role in _EBU.split(","))
"""Roles of the European Broadcasting Union (``urn:ebu``), with those that Media RSS gives as examples."""

RATINGS = {
    "urn:mpaa": words("g m pg pg-13 r nc-17 x nr"),
    "urn:v-chip": words("tv-y tv-y7 tv-y7-fv tv-g tv-pg tv-14 tv-ma c c8 g pg 14+ 18+ y y7 ma 14 exempt"),
}
"""Words of rating schemes, in small letters."""
