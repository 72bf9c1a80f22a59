"""Our own articles, revised: what is known, and what each section of each revision is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a revision."""

    identity: str
    """The same in each revision for what a reader would call the same section."""
    heading: str
    text: str


Revisions = tuple[tuple[Part, ...], ...]

_SALT = (
    "Salt draws water out of meat and out of whatever would spoil it. Bacteria lose their water through their "
    "walls and stop growing, which is why a salted ham keeps for a year without ice."
)
_SMOKE = (
    "Wood smoke carries formaldehyde and phenols, which settle on the surface and keep mould away. The warmth "
    "dries the outside as well, so that smoked fish was food for journeys."
)
_ICE = (
    "Before there were machines, ice was cut from lakes in winter, packed in sawdust and kept in cellars until "
    "autumn. Ships took it from New England as far as Calcutta."
)
_CANS = (
    "Nicolas Appert sealed food in bottles and boiled them, and won a prize of the French state for it in 1810. "
    "Nobody knew why it worked: Pasteur explained it half a century later."
)
_VACUUM = (
    "Without air most moulds cannot live, and fat does not turn rancid. Some bacteria like it that way, so that "
    "what is sealed in plastic must be kept cold nevertheless."
)

_PRESERVES: Revisions = (
    (Part("salt", "Salt", _SALT), Part("smoke", "Smoke", _SMOKE), Part("ice", "Ice", _ICE)),
    # One is added before the others, one is renamed and edited.
    (
        Part("cans", "Cans", _CANS),
        Part("salt", "What salt does", _SALT.replace("for a year without ice", "through a summer")),
        Part("smoke", "Smoke", _SMOKE),
        Part("ice", "Ice", _ICE),
    ),
    # A heading goes to a new text, and its old text goes elsewhere under another.
    (
        Part("cans", "Cans", _CANS),
        Part("vacuum", "Smoke", _VACUUM),
        Part("salt", "What salt does", _SALT.replace("for a year without ice", "through a summer")),
        Part("ice", "Ice", _ICE),
        Part("smoke", "Hams and herrings", _SMOKE.replace("food for journeys", "what sailors ate")),
    ),
    # Two are gone; later one of them is back.
    (Part("cans", "Cans", _CANS), Part("ice", "Ice", _ICE), Part("vacuum", "Vacuum", _VACUUM)),
    (
        Part("cans", "Cans", _CANS),
        Part("ice", "Ice", _ICE),
        Part("vacuum", "Vacuum", _VACUUM),
        Part("smoke", "Hams and herrings", _SMOKE.replace("food for journeys", "what sailors ate")),
    ),
)

_SQUARE = (
    "Draw a line, then open the compass to more than half of it. Two arcs from each end cross above and below, "
    "and the line through the crossings stands upright on the first."
)
_HEXAGON = (
    "Keep the compass as wide as the circle's radius and step around the circle. After six steps it is back where "
    "it began, and six straight lines between the marks are all equal."
)
_PENTAGON = (
    "A regular pentagon needs the golden ratio, which comes from a right angle whose sides are as one to two. "
    "Euclid shows how in his fourth book, and nobody does it by stepping."
)
_SEVEN = (
    "Gauss showed that ruler and compass can draw a polygon of seventeen sides, and Wantzel that they cannot draw "
    "one of seven. Both came two thousand years after the question."
)

_EXAMPLES: Revisions = (
    (Part("square", "Example", _SQUARE), Part("hexagon", "Example", _HEXAGON), Part("pentagon", "Example", _PENTAGON)),
    # All under the same heading: one is put first, all others are edited.
    (
        Part("seven", "Example", _SEVEN),
        Part("square", "Example", f"{_SQUARE} Carpenters use a rope."),
        Part("hexagon", "Example", f"{_HEXAGON} Bees know it."),
        Part("pentagon", "Example", f"{_PENTAGON} Few try."),
    ),
    # They are shuffled, and one is left out.
    (
        Part("pentagon", "Example", f"{_PENTAGON} Few try."),
        Part("seven", "Example", _SEVEN),
        Part("hexagon", "Example", f"{_HEXAGON} Bees know it well."),
    ),
)

_MOON = (
    "The moon turns once on its axis in the time in which it goes once around the earth, so that we always see "
    "the same side. Luna 3 photographed the other one in 1959."
)
_ECLIPSE = (
    "The moon's path is tilted by five degrees against the earth's, so that most new moons pass above or below "
    "the sun. Only where both paths cross can the shadow meet us."
)
_LIBRATION = (
    "Over a month the moon seems to nod and to shake its head, because its path is an ellipse and its axis leans. "
    "In all we see nearly three fifths of its surface from the earth."
)

_MERGED: Revisions = (
    (Part("moon", "One side", _MOON), Part("libration", "Nodding", _LIBRATION), Part("eclipse", "Eclipses", _ECLIPSE)),
    # One is merged into another.
    (Part("moon", "One side", f"{_MOON} {_LIBRATION}"), Part("eclipse", "Eclipses", _ECLIPSE)),
    # A part is cut off again under a heading of its own: it had been there all the time, as part of the other.
    (
        Part("moon", "One side", _MOON),
        Part("cut off", "How much we see", _LIBRATION),
        Part("eclipse", "When shadows meet", f"{_ECLIPSE} It happens twice a year or more."),
    ),
)

HISTORIES: dict[str, Revisions] = {"preserves": _PRESERVES, "examples": _EXAMPLES, "merged": _MERGED}
