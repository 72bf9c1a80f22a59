"""Pictures, sounds and films of articles: published with them, changed with them, and gone with them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from publisher.pipeline import Publisher
from tests.media_files import gif, jpeg, mp3, png, wav
from tests.place import NOON, SETTINGS, Place
from tests.rendering.checks import check_atom, check_json, check_rss
from tests.test_pipeline_history import ASH, DAY, ELM, OAK, YEW, essay, retract, roll_back
from tests.test_pipeline_recovery import lose

BASE = "https://example.org/media/"


def name_of(stem: str, suffix: str, data: bytes) -> str:
    """Return the name under which a file is published."""
    return f"{stem}-{sha256(data).hexdigest()[:16]}.{suffix}"


def media_of(place: Place) -> dict[str, bytes]:
    """Return the media that are published, by name."""
    return {path.removeprefix("media/"): data for path, data in place.tree().items() if path.startswith("media/")}


def shown(text: str) -> tuple[str, str]:
    """Return a section about a picture."""
    return ("Shown", f"{text} {OAK[1]}")


def check_feeds(place: Place) -> None:
    """Every feed is sound, and everything of ours that any of them points to is there."""
    tree = place.tree()
    for path, data in tree.items():
        for ending, check in (("atom.xml", check_atom), ("rss.xml", check_rss), ("feed.json", check_json)):
            if path.endswith(ending):
                check(data)
        if not path.startswith("media/"):
            for name in re.findall(rb"https://example\.org/media/([A-Za-z0-9._-]+)", data):
                assert f"media/{name.decode()}" in tree, path


def test_a_picture_beside_an_article_is_published(place: Place) -> None:
    """Under a name made of its stem and its bytes; the content refers to it, with its size, and so do the feeds."""
    data = png(640, 480)
    place.write("notes/a.md", essay("Alpha", shown("![A *red* oak](pics/The%20Oak.png 'Autumn')"), ASH))
    place.write("notes/pics/The Oak.png", data)

    report = place.publish()

    name = name_of("the-oak", "png", data)
    assert report.notices == ()
    assert media_of(place) == {name: data}
    assert report.changed[0] == f"media/{name}"
    item = place.items("a/feed.json")[1]
    image = f'<img title="Autumn" src="{BASE}{name}" alt="A red oak" width="640" height="480"/>'
    assert image in item["content_html"]
    assert image.encode() in place.tree()["snippets/a/shown.html"]
    assert item["image"] == f"{BASE}{name}"
    described = (
        f'<media:content url="{BASE}{name}" type="image/png" medium="image" fileSize="{len(data)}"'
        ' width="640" height="480"/>'
    )
    for path in ("a/atom.xml", "a/rss.xml", "atom.xml", "articles/rss.xml"):
        assert described.encode() in place.tree()[path]
        assert f'<media:thumbnail url="{BASE}{name}"/>'.encode() in place.tree()[path]
    link = f'<link href="{BASE}{name}" rel="enclosure" type="image/png" length="{len(data)}"/>'
    assert link.encode() in place.tree()["a/atom.xml"]
    check_feeds(place)


def test_a_run_without_changes_touches_nothing(place: Place) -> None:
    """No file is written, and none of the content folder is opened."""
    place.write("a.md", essay("Alpha", shown("![](a.png) ![](missing.png) ![](bad.gif)"), ASH))
    place.write("a.png", png())
    place.write("bad.gif", "no picture")
    place.publish()
    before = place.times()
    for name in ("a.png", "a.md", "bad.gif"):
        # Whoever opened it would say so.
        (place.content / name).chmod(0o000)

    report = place.publish(NOON + DAY)

    assert (report.changed, report.removed, report.notices, report.untouched) == ((), (), (), 1)
    assert place.times() == before


def test_a_picture_that_changes_is_published_anew(place: Place) -> None:
    """Without a touch to the article: its address is another, `updated` stays, and so does the old file."""
    place.write("a.md", essay("Alpha", shown("![An oak](a.png)"), ASH))
    place.write("a.png", png())
    place.publish()
    before = place.items("a/feed.json")

    place.write("a.png", png(30, 30))
    report = place.publish(NOON + DAY)

    after = place.items("a/feed.json")
    new = name_of("a", "png", png(30, 30))
    assert [item["date_modified"] for item in after] == [item["date_modified"] for item in before]
    assert (after[0], after[2]) == (before[0], before[2])
    assert f'src="{BASE}{new}" alt="An oak" width="30" height="30"' in after[1]["content_html"]
    assert (report.articles[0].updated, report.articles[0].unchanged) == (0, 3)
    # A reader may hold the words that refer to it.
    assert media_of(place).keys() == {new, name_of("a", "png", png())}
    assert place.publish(NOON + 2 * DAY).changed == ()
    check_feeds(place)


def test_a_missing_picture_is_told_once_and_published_once_it_is_there(place: Place) -> None:
    """The note names article and line; the words of the picture stand for it until then."""
    place.write("a.md", essay("Alpha", shown("![An oak](pics/a.png)"), ASH))

    report = place.publish()

    assert report.notices == ("a.md:9: image pics/a.png not found; add it and publish again",)
    assert report.failed == ()
    assert "An oak" in place.items("a/feed.json")[1]["content_html"]
    assert "<img" not in place.items("a/feed.json")[1]["content_html"]
    assert place.publish(NOON + DAY).notices == ()

    place.write("pics/a.png", png())
    report = place.publish(NOON + 2 * DAY)

    assert report.notices == ()
    assert f'src="{BASE}{name_of("a", "png", png())}"' in place.items("a/feed.json")[1]["content_html"]
    assert report.articles[0].updated == 0


def test_a_picture_that_goes_is_told(place: Place) -> None:
    """The article falls back on its words; what was published stays while the article is live."""
    place.write("a.md", essay("Alpha", shown("![An oak](a.png)"), ASH))
    place.write("a.png", png())
    place.publish()

    (place.content / "a.png").unlink()
    report = place.publish(NOON + DAY)

    assert len(report.notices) == 1
    assert "<img" not in place.items("a/feed.json")[1]["content_html"]
    assert media_of(place)
    check_feeds(place)


def test_the_same_bytes_are_one_file(place: Place) -> None:
    """Two articles that refer to one picture, or to copies of one name, share it; it goes with the last of them."""
    for name in ("one/a.md", "two/b.md"):
        place.write(name, essay(name[4].upper(), shown("![](pic.png)"), ASH))
        place.write(f"{name[:3]}/pic.png", png())
    place.publish()
    assert media_of(place) == {name_of("pic", "png", png()): png()}

    (place.content / "one/a.md").unlink()
    assert place.publish(NOON + DAY).removed
    assert media_of(place) == {name_of("pic", "png", png()): png()}

    place.write("c.md", essay("C", YEW))
    (place.content / "two/b.md").unlink()
    report = place.publish(NOON + 2 * DAY)
    assert f"media/{name_of('pic', 'png', png())}" in report.removed
    assert media_of(place) == {}
    assert not (place.feeds / "media").exists()


def test_pictures_leave_with_their_words(place: Place) -> None:
    """What a retracted item showed is removed at once, and is back with it."""
    place.write("a.md", essay("Alpha", OAK, shown("![](a.png)"), (ASH[0], f"![](b.png) {ASH[1]}")))
    place.write("a.png", png(9, 9))
    place.write("b.png", png(8, 8))
    place.publish()
    before = media_of(place)

    report = retract(place, "a#shown")
    assert media_of(place) == {name_of("b", "png", png(8, 8)): png(8, 8)}
    assert f"media/{name_of('a', 'png', png(9, 9))}" in report.removed
    check_feeds(place)

    retract(place, "a#shown", is_undone=True, days=2)
    assert media_of(place) == before
    check_feeds(place)


def test_a_withdrawn_section_takes_its_picture_along(place: Place) -> None:
    """No change feed shows what was taken out."""
    for settings in (SETTINGS, f"{SETTINGS}[publish]\nchanges = false\n"):
        place.set(settings)
        place.write("a.md", essay("Alpha", OAK, shown("![](a.png)"), ASH))
        place.write("a.png", png())
        place.publish()
        place.write("a.md", essay("Alpha", OAK, ASH))
        place.publish(NOON + DAY)

        assert b"/media/" not in place.tree().get("a/changes.feed.json", b"")
        assert media_of(place) == {}
        check_feeds(place)
        (place.content / "a.md").unlink()
        place.write("other.md", essay("Other", YEW))
        place.publish(NOON + 2 * DAY)
        assert media_of(place) == {}


def test_a_withdrawn_article_takes_its_media_along(place: Place) -> None:
    """Whether its file is removed, or it becomes a draft again; put back, all of it is there again."""
    text = essay("Alpha", shown("![](a.png)"), ASH)
    place.write("a.md", text)
    place.write("b.md", essay("Beta", YEW))
    place.write("a.png", png())
    place.publish()
    before = media_of(place)

    place.write("a.md", text.replace("title:", "draft: true\ntitle:", 1))
    place.publish(NOON + DAY)
    assert media_of(place) == {}
    assert b"/media/" not in place.tree()["a/record.json"]

    place.write("a.md", text)
    place.publish(NOON + 2 * DAY)
    assert media_of(place) == before
    check_feeds(place)


def test_what_is_not_released_yet_is_not_published(place: Place) -> None:
    """The picture of a section that waits comes with it, and not before."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH, front="release: 1 day\n"))
    place.write("a.png", png())
    place.publish()
    assert media_of(place) == {}
    assert b"media/" not in b"".join(place.tree().values())

    place.publish(NOON + DAY)
    assert media_of(place) == {name_of("a", "png", png()): png()}
    check_feeds(place)


def test_a_dry_run_writes_nothing(place: Place) -> None:
    """Neither a picture nor a trace of one."""
    place.write("a.md", essay("Alpha", shown("![](a.png) ![](b.png)"), ASH))
    place.write("a.png", png())

    report = place.publish(dry_run=True)

    assert report.notices == ("a.md:9: image b.png not found; add it and publish again",)
    assert not place.feeds.exists()
    assert sorted(path.name for path in place.folder.iterdir()) == ["content", "publisher.toml"]
    place.publish()
    place.write("a.png", png(3, 3))
    before = place.times()
    place.publish(dry_run=True)
    assert place.times() == before


def test_a_lost_picture_is_written_again(place: Place) -> None:
    """A file that somebody removed from the feeds folder, or cut short, is back after the next run that writes."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH))
    place.write("a.png", png())
    place.publish()
    name = name_of("a", "png", png())

    (place.feeds / "media" / name).unlink()
    assert place.publish(NOON + DAY).changed == (f"media/{name}",)
    assert media_of(place) == {name: png()}

    (place.feeds / "media" / name).write_bytes(b"short")
    assert place.publish(NOON + DAY, rebuild=True).changed == (f"media/{name}",)
    assert media_of(place) == {name: png()}


def test_what_can_be_restored_from_nowhere_is_given_up(place: Place) -> None:
    """A former picture that was lost from the feeds folder does not have its article written for ever."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH))
    place.write("a.png", png())
    place.publish()
    place.write("a.png", png(9, 9))
    place.publish(NOON + DAY)
    (place.feeds / "media" / name_of("a", "png", png())).unlink()

    place.publish(NOON + 2 * DAY)
    before = place.times()
    place.publish(NOON + 3 * DAY)

    assert place.times() == before
    with Publisher.open(place.config) as publisher:
        assert publisher.store.pending() == []
        assert publisher.store.media.names() == {name_of("a", "png", png(9, 9))}


def test_files_of_others_in_the_folder_are_left_alone(place: Place) -> None:
    """Only what has a name of ours is removed."""
    (place.feeds / "media").mkdir(parents=True)
    (place.feeds / "media" / "logo.png").write_bytes(b"theirs")
    (place.feeds / "media" / "stray-0123456789abcdef.png").write_bytes(b"ours, of a run that died")
    place.write("a.md", essay("Alpha", OAK, ASH))

    place.publish()

    assert media_of(place) == {"logo.png": b"theirs"}


@pytest.mark.parametrize("is_state_lost", [False, True])
def test_another_address_of_the_site_moves_every_picture(place: Place, *, is_state_lost: bool) -> None:
    """Contents, images, enclosures and changes point to the new address, and no `updated` moves."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH, front="image: b.png\n"))
    place.write("b.md", essay("Beta", YEW, (ELM[0], f'<audio src="c.mp3" controls></audio> {ELM[1]}')))
    for name, data in {"a.png": png(), "b.png": png(5, 5), "c.mp3": mp3()}.items():
        place.write(name, data)
    place.publish()
    # A change that shows a picture, and an article that cannot be read any longer.
    heading, text = shown("![](a.png)")
    place.write("a.md", essay("Alpha", (heading, f"{text} It was edited."), ASH, front="image: b.png\n"))
    place.publish(NOON + DAY)
    place.write("b.md", b"\x00\x01\x02\xff")
    place.publish(NOON + 2 * DAY)
    before = {path: place.items(path) for path in ("a/feed.json", "b/feed.json", "feed.json", "a/changes.feed.json")}
    assert any("/media/" in item["content_html"] for item in before["a/changes.feed.json"])

    if is_state_lost:
        lose(place)
    place.set(SETTINGS.replace("https://example.org/", "https://new.example/a&b/"))
    place.publish(NOON + 3 * DAY)

    for path, data in place.tree().items():
        if not path.startswith("media/"):
            assert b"example.org/media" not in data, path
    for path, items in before.items():
        now = place.items(path)
        assert [item["date_modified"] for item in now] == [item["date_modified"] for item in items]
        assert [item["id"] for item in now] == [item["id"] for item in items]
        moved = json.dumps(items).replace(BASE, "https://new.example/a&b/media/")
        for new, old in zip(now, json.loads(moved), strict=True):
            assert (new.get("image"), new.get("attachments")) == (old.get("image"), old.get("attachments"))
            found, wanted = (re.findall(r'src="([^"]*)"', item["content_html"]) for item in (new, old))
            assert found == [url.replace("&", "&amp;") for url in wanted]
    check_feeds(place)


def test_a_lost_state_finds_the_media_again(place: Place) -> None:
    """Not a byte of the feeds folder changes: what was shown once stays while its article is live."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH, front="image: cover.jpg\n"))
    place.write("b.md", essay("Beta", YEW, (ELM[0], f'<audio src="c.mp3" controls></audio> {ELM[1]}')))
    for name, data in {"a.png": png(), "cover.jpg": jpeg(), "c.mp3": mp3()}.items():
        place.write(name, data)
    place.publish()
    place.write("a.png", png(9, 9))
    place.publish(NOON + DAY)
    place.write("b.md", b"\x00\x01\x02\xff")
    place.publish(NOON + 2 * DAY)
    before, times = place.tree(), place.times()
    assert len(media_of(place)) == 4

    lose(place)
    report = place.publish(NOON + 3 * DAY)

    assert place.tree() == before
    assert place.times() == times
    assert (report.changed, report.removed) == ((), ())
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ELM, front="image: cover.jpg\n"))
    place.publish(NOON + 4 * DAY)
    assert len(media_of(place)) == 4


def test_an_earlier_version_has_the_pictures_of_now(place: Place) -> None:
    """A version keeps its text; what it refers to is taken from the content folder as that is."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH))
    place.write("a.png", png())
    place.publish()
    place.write("a.md", essay("Alpha", OAK, ASH))
    place.publish(NOON + DAY)
    place.write("a.png", png(9, 9))

    roll_back(place, "a.md", 1, days=2)

    assert name_of("a", "png", png(9, 9)) in media_of(place)
    check_feeds(place)
    place.write("a.png", png(7, 7))
    place.publish(NOON + 3 * DAY)
    assert name_of("a", "png", png(7, 7)) in place.tree()["a/feed.json"].decode()


def test_a_renamed_article_keeps_its_pictures(place: Place) -> None:
    """It refers to the same file from another place."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH))
    place.write("a.png", png())
    place.publish()
    before = place.tree()

    (place.content / "a.md").rename(place.content / "b.md")
    place.publish(NOON + DAY)
    assert media_of(place) == {name_of("a", "png", png()): png()}
    assert place.tree()["a/feed.json"] == before["a/feed.json"]

    place.write("a.png", png(9, 9))
    assert f"media/{name_of('a', 'png', png(9, 9))}" in place.publish(NOON + 2 * DAY).changed


def test_a_section_that_moves_takes_its_picture_along(place: Place) -> None:
    """From one article to another, with the id it has."""
    pictured = shown("![](a.png)")
    place.write("a.md", essay("Alpha", OAK, pictured, ASH))
    place.write("b.md", essay("Beta", YEW))
    place.write("a.png", png())
    place.publish()
    place.write("a.md", essay("Alpha", OAK, ASH))
    place.write("b.md", essay("Beta", YEW, pictured))
    place.publish(NOON + DAY)
    check_feeds(place)

    (place.content / "a.md").unlink()
    place.publish(NOON + 2 * DAY)
    assert media_of(place) == {name_of("a", "png", png()): png()}
    check_feeds(place)
    id_ = _id(place, "b")
    with Publisher.open(place.config) as publisher:
        used = [publisher.store.media.used(item.id) for item in publisher.store.items(id_)]
    assert used == [{}, {}, {name_of("a", "png", png()): id_}]


def _id(place: Place, slug: str) -> str:
    with Publisher.open(place.config) as publisher:
        return publisher.store.article_id_of_slug(slug) or ""


SOUND = name_of("my-talk", "mp3", mp3())


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ('<audio controls src="my%20talk.mp3"></audio>', f'<audio src="{BASE}{SOUND}" controls=""></audio>'),
        (
            '<audio autoplay onplay="x()"><source src="my talk.mp3" type="audio/mpeg"></audio>',
            f'<source src="{BASE}{SOUND}" type="audio/mpeg"/>',
        ),
        ("[Listen](<my talk.mp3>)", f'<a href="{BASE}{SOUND}">Listen</a>'),
        ('<a href="my%20talk.mp3#t=30">Listen</a>', f'<a href="{BASE}{SOUND}">Listen</a>'),
    ],
)
def test_sounds_are_published_and_attached(place: Place, html: str, written: str) -> None:
    """In a player, among its sources, or behind a link: each way it is an enclosure with its type and length."""
    place.write("a.md", essay("Alpha", ("Heard", f"{html}\n\n{OAK[1]}"), ASH))
    place.write("my talk.mp3", mp3())

    assert place.publish().notices == ()

    item = place.items("a/feed.json")[1]
    assert written in item["content_html"]
    assert "autoplay" not in item["content_html"]
    assert item["attachments"] == [{"url": f"{BASE}{SOUND}", "mime_type": "audio/mpeg", "size_in_bytes": len(mp3())}]
    enclosure = f'<enclosure url="{BASE}{SOUND}" length="{len(mp3())}" type="audio/mpeg"/>'
    assert place.tree()["a/rss.xml"].count(b"<enclosure") == 1
    assert enclosure.encode() in place.tree()["a/rss.xml"]
    link = f'<link href="{BASE}{SOUND}" rel="enclosure" type="audio/mpeg" length="{len(mp3())}"/>'
    assert link.encode() in place.tree()["a/atom.xml"]
    check_feeds(place)


def test_remote_sounds_are_attached_with_what_is_sure(place: Place) -> None:
    """A type by its ending only where there is no doubt, and no length."""
    html = (
        '<audio src="https://other.example/a.mp3"></audio> <video src="https://other.example/play?v=1"></video>'
        ' <a href="https://other.example/b.mp3">not ours</a>'
    )
    place.write("a.md", essay("Alpha", ("Heard", f"{html}\n\n{OAK[1]}"), ASH))

    place.publish()

    assert place.items("a/feed.json")[1]["attachments"] == [
        {"url": "https://other.example/a.mp3", "mime_type": "audio/mpeg"}
    ]
    rss, atom = place.tree()["a/rss.xml"], place.tree()["a/atom.xml"]
    assert b'<enclosure url="https://other.example/a.mp3" length="0" type="audio/mpeg"/>' in rss
    assert b'<link href="https://other.example/a.mp3" rel="enclosure" type="audio/mpeg"/>' in atom
    assert b'<link href="https://other.example/play?v=1" rel="enclosure"/>' in atom
    assert b'b.mp3" rel="enclosure"' not in atom
    check_feeds(place)


def test_a_saved_page_with_its_files(place: Place) -> None:
    """Pictures in the folder that a browser saved beside the page are published, posters and sources too."""
    body = "".join(f"<h2>{title}</h2><p>{text}</p>" for title, text in (OAK, ASH))
    page = f"""<!doctype html><html lang="en"><head><title>Trees</title></head><body><article><h1>Trees</h1>
    <p>{YEW[1]}</p>
    <p><img src="Trees_files/a.gif" data-src="https://cdn.example/a.gif" srcset="https://cdn.example/b.gif 2x"></p>
    <picture><source srcset="Trees_files/b.png 2x" type="image/png"><img src="Trees_files/c.jpg" alt="c"
    width="300"></picture>
    <video poster="Trees_files/b.png" controls><source src="Trees_files/film.mp4"></video>
    {body}</article></body></html>"""
    place.write("Trees.html", page)
    files = {"a.gif": gif(50, 50), "b.png": png(60, 60), "c.jpg": jpeg(600, 400)}
    for name, data in files.items():
        place.write(f"Trees_files/{name}", data)

    report = place.publish()

    assert [notice.partition(": ")[2] for notice in report.notices] == [
        "video Trees_files/film.mp4 not found; add it and publish again"
    ]
    names = {name: name_of(name[0], name[2:], data) for name, data in files.items()}
    assert media_of(place).keys() == set(names.values())
    content = place.items("trees/feed.json")[0]["content_html"]
    assert f'<img src="{BASE}{names["a.gif"]}" alt="" width="50" height="50"/>' in content
    assert f'<img src="{BASE}{names["c.jpg"]}" alt="c" width="300" height="200"/>' in content
    assert "cdn.example" not in content
    page_content = place.tree()["snippets/trees/lead.html"].decode()
    assert f'<source srcset="{BASE}{names["b.png"]} 2x" type="image/png"/>' in page_content
    check_feeds(place)


@pytest.mark.parametrize("folder", ["", "static/", "assets/", "public/"])
def test_a_picture_below_the_root_of_the_site(place: Place, folder: str) -> None:
    """A reference that begins with a slash is found below the content folder, wherever the article is."""
    html = "![An oak](/images/oak.png)\n\n<img src='/images/ash.png?v=2' alt='An ash'>\n\n[Listen](/talk.mp3)"
    place.write("notes/a.md", essay("Alpha", shown(html), ASH, front="image: /images/oak.png\n"))
    place.write("b.html", f"<h1>Beta</h1><p>{ELM[1]}</p><p><img src='/images/oak.png' alt='An oak'></p>")
    place.write(f"{folder}images/oak.png", png(7, 7))
    place.write(f"{folder}images/ash.png", png(8, 8))
    place.write(f"{folder}talk.mp3", mp3())

    report = place.publish()

    assert report.notices == ()
    oak, ash = name_of("oak", "png", png(7, 7)), name_of("ash", "png", png(8, 8))
    assert media_of(place).keys() == {oak, ash, name_of("talk", "mp3", mp3())}
    content = place.items("a/feed.json")[1]["content_html"]
    assert re.findall(r'src="([^"]+)"', content) == [f"{BASE}{oak}", f"{BASE}{ash}"]
    assert f'src="{BASE}{oak}"' in place.items("b/feed.json")[0]["content_html"]
    assert place.items("a/feed.json")[0]["image"] == f"{BASE}{oak}"
    check_feeds(place)


def test_a_missing_picture_below_the_root_is_reported_and_published_later(place: Place) -> None:
    """It may be added in any of the folders; its note names the file and the line."""
    place.write("a.md", essay("Alpha", shown("![An oak](/images/oak.png)"), ASH))

    assert place.publish().notices == ("a.md:9: image /images/oak.png not found; add it and publish again",)
    assert "An oak" in place.items("a/feed.json")[1]["content_html"]
    assert place.publish(NOON + DAY).notices == ()

    place.write("static/images/oak.png", png())
    assert place.publish(NOON + 2 * DAY).notices == ()
    assert f'src="{BASE}{name_of("oak", "png", png())}"' in place.items("a/feed.json")[1]["content_html"]

    (place.content / "static/images/oak.png").unlink()
    place.write("images/oak.png", png(5, 5))
    assert place.publish(NOON + 3 * DAY).notices == ()
    assert f'src="{BASE}{name_of("oak", "png", png(5, 5))}"' in place.items("a/feed.json")[1]["content_html"]


def test_a_saved_page_prefers_pictures_that_are_here(place: Place) -> None:
    """A root-relative address that is found here is ours; any other is the original's, without a note."""
    html = "![](/images/a.png) ![](/images/b.png) ![](//cdn.example/c.png)"
    front = "canonical: https://original.example/posts/1.html\n"
    place.write("a.md", essay("Alpha", shown(html), ASH, front=front))
    place.write("images/a.png", png())

    assert place.publish().notices == ()

    assert re.findall(r'src="([^"]+)"', place.items("a/feed.json")[1]["content_html"]) == [
        f"{BASE}{name_of('a', 'png', png())}",
        "https://original.example/images/b.png",
        "https://cdn.example/c.png",
    ]


def test_an_address_without_a_scheme_gets_one(place: Place) -> None:
    """Pictures and links that begin with `//` keep their host; nothing is looked for in the content folder."""
    html = "![A red oak](//img.example/oak.png) and [more](//other.example/x?y=1#z)"
    place.write("a.md", essay("Alpha", shown(html), ASH))
    place.write("img.example/oak.png", png())

    assert place.publish().notices == ()

    content = place.items("a/feed.json")[1]["content_html"]
    assert 'src="https://img.example/oak.png"' in content
    assert 'href="https://other.example/x?y=1#z"' in content
    assert media_of(place) == {}


def test_a_picture_with_the_wrong_extension_is_published_as_what_it_is(place: Place) -> None:
    """Under the extension of its bytes, with a note; renamed, it is the same file to readers."""
    place.write("a.md", essay("Alpha", shown("![A loaf](pics/loaf.jpg)"), ASH))
    place.write("pics/loaf.jpg", png(9, 9))

    report = place.publish()

    name = name_of("loaf", "png", png(9, 9))
    assert report.notices == ("a.md:9: pics/loaf.jpg is really a PNG; rename it to loaf.png",)
    assert media_of(place) == {name: png(9, 9)}
    described = f'<img src="{BASE}{name}" alt="A loaf" width="9" height="9"/>'
    assert described in place.items("a/feed.json")[1]["content_html"]
    assert f'url="{BASE}{name}" type="image/png"'.encode() in place.tree()["a/atom.xml"]
    check_feeds(place)
    assert place.publish(NOON + DAY).notices == ()

    (place.content / "pics/loaf.jpg").rename(place.content / "pics/loaf.png")
    place.write("a.md", essay("Alpha", shown("![A loaf](pics/loaf.png)"), ASH))
    assert place.publish(NOON + 2 * DAY).notices == ()
    assert media_of(place) == {name: png(9, 9)}


def test_an_articles_own_picture(place: Place) -> None:
    """Front matter names it; it stands for the whole article and for its opening."""
    place.write("notes/a.md", essay("Alpha", shown("![](../b.png)"), ASH, front="image: pics/cover.jpg\n"))
    place.write("notes/pics/cover.jpg", jpeg(400, 300))
    place.write("b.png", png())

    place.publish()

    cover, other = name_of("cover", "jpg", jpeg(400, 300)), name_of("b", "png", png())
    assert [item.get("image") for item in place.items("a/feed.json")] == [f"{BASE}{cover}", f"{BASE}{other}", None]
    assert [item.get("image") for item in place.items("articles/feed.json")] == [f"{BASE}{cover}"]
    assert b'type="image/jpeg" medium="image" fileSize=' in place.tree()["articles/atom.xml"]
    check_feeds(place)


def test_with_an_original_what_is_not_here_is_there(place: Place) -> None:
    """A relative address that means no file of ours leads to the original's; a note is made only of what is odd."""
    front = "canonical: https://original.example/posts/1.html\n"
    html = "![](a.png) ![](b.png) ![](../c.png) ![](/d.png) ![](pics/e.png)"
    place.write("a.md", essay("Alpha", shown(html), ASH, front=front))
    place.write("a.png", png())
    place.write("pics/f.png", png())

    report = place.publish()

    content = place.items("a/feed.json")[1]["content_html"]
    assert re.findall(r'src="([^"]+)"', content) == [
        f"{BASE}{name_of('a', 'png', png())}",
        "https://original.example/posts/b.png",
        "https://original.example/c.png",
        "https://original.example/d.png",
        "https://original.example/posts/pics/e.png",
    ]
    # Its folder is here: it was meant to be here, too.
    assert [notice.split()[2] for notice in report.notices] == ["pics/e.png"]


def _make_pipe(path: Path) -> None:
    os.mkfifo(path)


def _seal(path: Path) -> None:
    path.write_bytes(png())
    path.chmod(0)


REFUSED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "../secret.png": ("leads out", lambda _path: None),
    "..%2fsecret.png": ("leads out", lambda _path: None),
    "link.png": ("leads out", lambda path: path.symlink_to("../secret.png")),
    "up/secret.png": ("leads out", lambda path: path.parent.symlink_to("..")),
    "file:///home/ada/secret.png": ("one machine", lambda _path: None),
    "blob:https://example.org/5f3c": ("one machine", lambda _path: None),
    "C:/pictures/secret.png": ("one machine", lambda _path: None),
    ".hidden.png": ("hidden", lambda path: path.write_bytes(png())),
    "a.svg": ("not published", lambda path: path.write_text("<svg onload='alert(1)'/>")),
    "page.png": ("not what its name says", lambda path: path.write_text("<script>alert(1)</script>")),
    "really.jpg": ("it is audio/mpeg", lambda path: path.write_bytes(mp3())),
    "large.wav": ("limits.media_bytes", lambda path: path.write_bytes(wav(30))),
    "pipe.png": ("not a plain file", _make_pipe),
    "folder.png": ("not a plain file", lambda path: path.mkdir()),
    "sealed.png": ("cannot be read", _seal),
}


@pytest.mark.parametrize("reference", REFUSED)
def test_what_is_refused_is_told_and_not_published(place: Place, reference: str) -> None:
    """One note with the article and the line; the article comes out, with the picture's words in its place."""
    if reference == "sealed.png" and os.geteuid() == 0:
        pytest.skip("root may read anything")
    said, make = REFUSED[reference]
    place.set(f'{SETTINGS}[limits]\nmedia_bytes = "2 kB"\n')
    (place.folder / "secret.png").write_bytes(png())
    make(place.content / reference)
    place.write("a.md", essay("Alpha", ("One", f"{OAK[1]}\n\n![The words]({reference})"), ASH))

    report = place.publish()

    (notice,) = report.notices
    assert notice.startswith(f"a.md:11: {reference} ")
    assert said in notice
    assert report.failed == ()
    assert media_of(place) == {}
    content = place.items("a/feed.json")[1]["content_html"]
    assert "The words" in content
    assert "<img" not in content
    assert place.publish(NOON + DAY).notices == ()


def test_a_raised_limit_lets_a_file_in(place: Place) -> None:
    """What was refused for its size is looked at again when the setting changes."""
    place.set(f'{SETTINGS}[limits]\nmedia_bytes = "100 B"\n')
    place.write("a.md", essay("Alpha", ("Heard", f"<audio src='a.wav'></audio>\n\n{OAK[1]}"), ASH))
    place.write("a.wav", wav(9))
    assert len(place.publish().notices) == 1

    place.set(SETTINGS)
    assert place.publish(NOON + DAY).notices == ()
    assert media_of(place) == {name_of("a", "wav", wav(9)): wav(9)}


def test_a_picture_that_is_being_written_leaves_its_article_for_the_next_run(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the article is published meanwhile, and no half of a picture."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH))
    place.write("b.md", essay("Beta", YEW))
    place.write("a.png", png()[:40])
    busy = place._settle  # noqa: SLF001  As a real place has it.
    # Long enough for any machine; nobody waits for it.
    place._settle = timedelta(minutes=10)  # noqa: SLF001
    real = __import__("time").sleep

    def write_on(seconds: float) -> None:
        real(min(seconds, 0.01))
        with (place.content / "a.png").open("ab") as file:
            file.write(b"x")

    os.utime(place.content / "a.md", (1, 1))
    os.utime(place.content / "b.md", (1, 1))
    monkeypatch.setattr("time.sleep", write_on)
    report = place.publish()
    assert (report.left, report.live_articles, report.failed) == (1, 1, ())
    assert media_of(place) == {}

    monkeypatch.undo()
    place._settle = busy  # noqa: SLF001
    place.write("a.png", png())
    place.publish(NOON + DAY)
    assert media_of(place) == {name_of("a", "png", png()): png()}


def test_an_exported_state_brings_the_media_along(place: Place, tmp_path: Path) -> None:
    """Taken in elsewhere, with the same content and feeds, it writes nothing."""
    place.write("a.md", essay("Alpha", shown("![](a.png)"), ASH, front="image: a.png\n"))
    place.write("a.png", png())
    place.publish()
    place.write("a.png", png(9, 9))
    place.publish(NOON + DAY)
    with Publisher.open(place.config) as publisher:
        lines = list(publisher.store.dump())
    before = place.times()

    lose(place)
    (tmp_path / "kept").mkdir()
    place.feeds.rename(tmp_path / "kept" / "feeds")
    with Publisher.open(place.config) as publisher:
        publisher.store.load(lines, "export")
    (tmp_path / "kept" / "feeds").rename(place.feeds)
    report = place.publish(NOON + 2 * DAY)

    assert (report.changed, report.removed) == ((), ())
    assert place.times() == before
