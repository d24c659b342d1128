"""Pictures of the catalogue: a wrong number, checking, editing, asking, the matrix. How they are taken: studio.py."""

from tools.pictures.studio import Studio


def catalogue_scenes(studio: Studio) -> None:
    """An P. hears that a number is wrong, and checks the catalogue."""
    pilot = studio.start()
    studio.sign_in()
    pilot.press("Ctrl+G")
    pilot.type("tele-onthaal")
    pilot.wait_for(lambda: pilot.lines("Gevonden diensten"))
    pilot.press("F6", "W")
    pilot.type("Neemt op na 14 u. Bel twee keer: de eerste keer valt het weg.")
    pilot.press("Alt+B")
    pilot.type("na 14 uur")
    pilot.press("Alt+E")
    pilot.type("zes weken")
    studio.shoot("known", 1)
    pilot.press("Ctrl+Enter")
    pilot.wait_for(lambda: pilot.here == "catalogue")
    studio.shoot("catalogue-known", 1)
    pilot.press("Ctrl+Shift+K")
    studio.shoot("wrong")
    pilot.press("Enter")
    pilot.settle()
    pilot.press("Ctrl+K")
    pilot.type("catalogus nakijken")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "checking" and pilot.lines("Te controleren"))
    pilot.press("Down", "Down", "Down", "Down")
    pilot.settle()
    pilot.press("V")
    pilot.type("Els")
    studio.shoot("checking", 1)
    pilot.press("Esc", "B")
    pilot.settle()
    pilot.press("Alt+U", "Ctrl+A")
    pilot.type("ma-vr 9-12, wo ook 13-16")
    studio.shoot("service", 1)
    pilot.press("Esc", "A")
    pilot.type("Hulp aan de telefoon, ook ’s nachts")
    pilot.press("Alt+T")
    pilot.type("106; 011 22 33 44 (kantoor)")
    studio.shoot("answers")
    pilot.press("Ctrl+Enter")
    pilot.wait_for(lambda: pilot.here == "proposals" and pilot.lines("Voorstellen"))
    studio.shoot("proposals")
    _doubles(studio)
    _matrix(studio)
    _actors(studio)


def _doubles(studio: Studio) -> None:
    """An offer of our own that the catalogue has already, side by side with it, then joined."""
    pilot = studio.pilot
    pilot.press("Ctrl+K")
    pilot.type("nieuw eigen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "newservice")
    for keys, typed in (
        ("Alt+N", "Huurdersbond Limburg"),
        ("Alt+I", "Huurdersbond Limburg"),
        ("Alt+W", "www.huurdersbond.be"),
        ("Alt+T", "011 00 00 00 (alleen dinsdag)"),
        ("Alt+Z", "Dorpsstraat 1, 3740 Bilzen (eerste verdieping) [lift]"),
        ("Alt+B", "Advies voor huurders, elke eerste dinsdag in het Sociaal Huis."),
    ):
        pilot.press(keys)
        pilot.type(typed)
    pilot.settle()
    studio.shoot("newservice")
    pilot.press("Ctrl+Enter")
    pilot.settle()
    pilot.press("Ctrl+K")
    pilot.type("dubbele fiches")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "doubles" and pilot.lines("Dubbele fiches"))
    pilot.settle()
    pilot.press("F6", "Down", "R")
    studio.shoot("doubles", 1)
    pilot.press("Enter")
    pilot.settle()
    studio.shoot("doubles-joined")


def _actors(studio: Studio) -> None:
    """An organisation with a contact and two agreements, one of which ends."""
    pilot = studio.pilot
    pilot.press("Ctrl+G")
    pilot.type("huurdersbond")
    pilot.wait_for(lambda: pilot.lines("Gevonden diensten"))
    pilot.press("Ctrl+K")
    pilot.type("organisatie van deze dienst")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "actors" and pilot.lines("Kaart van de organisatie"))
    studio.shoot("actors-empty")
    pilot.press("C")
    for keys, typed in (("Alt+A", "Els V."), ("Alt+N", "intake"), ("Alt+T", "011 22 33 44"), ("Alt+B", "na 14 uur")):
        pilot.press(keys)
        pilot.type(typed)
    pilot.press("Enter")
    pilot.settle()
    for words, until in (
        ("Zitdag elke eerste dinsdag in het Sociaal Huis", "31/12/2026"),
        ("Vaste lijn voor dringende vragen", ""),
    ):
        pilot.press("A")
        pilot.type(words)
        pilot.press("Alt+T")
        pilot.type(until)
        pilot.press("Enter")
        pilot.settle()
    studio.shoot("actors", 1)
    pilot.press("A")
    pilot.type("Doorverwijzing met een vaste fiche")
    pilot.press("Alt+T")
    pilot.type("31/2/2027")
    pilot.press("Enter")
    studio.shoot("actors-agreement")
    pilot.press("Esc")


def _matrix(studio: Studio) -> None:
    """The matrix with a cell that somebody filled in, and a cluster that is open."""
    pilot = studio.pilot
    pilot.press("Ctrl+K")
    pilot.type("matrix van")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "matrix" and pilot.screen._grid.current() is not None)
    pilot.press(*["Right"] * 4, "Down", "Down", "Down", "O", "F2")
    pilot.type("Alleen in Hasselt.")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name().startswith("Matrix"))
    studio.shoot("matrix", 1)
    pilot.press("Up", "Spatie")
    studio.shoot("matrix-open")
    pilot.press("Alt+W")
    pilot.wait_for(lambda: pilot.here == "matrix_words" and pilot.lines("Clusters en doelgroepen"))
    pilot.press("Home", "Enter")
    pilot.settle()
    studio.shoot("matrix-words")
    pilot.press("Esc", "Esc")
    pilot.settle()
