"""Pictures of a zitdag without a network: prepared, opened on a laptop, closed, brought home."""

from tools.pictures.studio import Studio


def outing_scenes(studio: Studio) -> None:
    """One day from the house to the house, on two computers of the same desk."""
    from sociaalhuis import demo

    pilot = studio.start()
    studio.sign_in()
    home, package, back = studio.place, studio.place.parent / "heen.zitdag", studio.place.parent / "thuis.zitdag"
    pilot.press("Ctrl+K")
    pilot.type("zitdag voor")
    pilot.press("Enter")
    pilot.shows("Werken tot")
    pilot.press("Down", "Down", "Down")
    pilot.shows("Bibliotheek Hoogveld, donderdag")
    pilot.settle()
    studio.shoot("outing-prepare", 1)
    pilot.press("Enter")
    pilot.type(demo.PASSWORD)
    pilot.answers.path = package
    pilot.press("Enter")
    pilot.shows("is klaar en nagekeken")
    studio.stop()
    pilot = studio.start(demo=False)
    pilot.press("Alt+R")
    pilot.wait_for(lambda: pilot.focus_name().startswith("Kies een kopie"))
    pilot.answers.path = package
    pilot.press("Spatie")
    studio.shoot("outing-open")
    pilot.type(demo.PASSWORD)
    pilot.press("Enter")
    pilot.shows("De zitdag is geopend")
    pilot.press("Alt+M")
    pilot.type("An P.")
    pilot.press("Enter")
    studio.sign_in()
    studio.shoot("outing-today", 1)
    pilot.press("Ctrl+N")
    pilot.type("De waterrekening is te hoog")
    pilot.press("Alt+O")
    pilot.type("won")
    pilot.press("Enter", "Ctrl+Enter")
    pilot.says("Bewaard met code Z")
    pilot.press("Ctrl+Shift+E")
    pilot.shows("Papier versnipperen")
    studio.shoot("outing-close", 1)
    pilot.press("Alt+W")
    pilot.type(demo.PASSWORD)
    pilot.answers.path = back
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "lock")
    studio.stop()
    pilot = studio.start(at=home)
    studio.sign_in()
    pilot.press("Ctrl+K")
    pilot.type("zitdag thuis")
    pilot.press("Enter")
    pilot.answers.path = back
    pilot.wait_for(lambda: pilot.focus_name().startswith("Kies het pakket"))
    pilot.press("Spatie")
    pilot.shows("Vragen en turven")
    studio.shoot("outing-home", 1)
    studio.stop()
