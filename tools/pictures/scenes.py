"""What the pictures in docs/screens show: mornings of invented people, in keys. How they are taken stands in studio.py."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tools.pictures.agenda import agenda_scenes
from tools.pictures.catalogue import catalogue_scenes
from tools.pictures.importing import importing_scenes
from tools.pictures.keeper import first_run_scenes, keeper_scenes
from tools.pictures.outing import outing_scenes
from tools.pictures.policy import policy_scenes
from tools.pictures.reports import reports_scenes, retention_scenes
from tools.pictures.studio import Studio

WORDS = "De deurwaarder is geweest. Ik heb schulden en kan de huur niet meer betalen. We wonen hier met twee kinderen."


def demo_scenes(studio: Studio) -> None:
    """A morning of An P. in the invented town."""
    pilot = studio.start()
    studio.shoot("lock")
    pilot.type("niet juist")
    pilot.press("Enter")
    pilot.shows("klopt niet")
    studio.shoot("lock-error")
    pilot.press("Ctrl+A")
    studio.sign_in()
    studio.shoot("today")
    pilot.press("Ctrl+K")
    pilot.type("probleem met")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "problem")
    studio.shoot("problem")
    pilot.press("Esc", "Alt+E")
    studio.shoot("practice")
    pilot.press("Ctrl+K")
    pilot.type("stoppen met")
    pilot.press("Enter", "Ctrl+T")
    studio.shoot("count")
    pilot.press("Esc", "F7")
    studio.shoot("emergency")
    pilot.press("Esc", "Ctrl+N")
    studio.shoot("question-empty")
    pilot.press("Ctrl+Enter")
    studio.shoot("question-error")
    pilot.type(WORDS)
    pilot.press("Alt+P")
    pilot.type("3740")
    pilot.press("Alt+W")
    studio.shoot("question", 2)
    pilot.press("F4")
    studio.shoot("question-prompts")
    pilot.press("Esc", "Alt+U")
    pilot.type("+4")
    studio.shoot("question-deadline")
    pilot.press("Ctrl+A", "Delete", "Alt+W")
    pilot.press("F1")
    studio.shoot("help")
    pilot.press("Esc", "Alt+O", "Enter", "F6", "F6", "Spatie", "Down", "Spatie")
    studio.shoot("question-chosen")
    pilot.press("Alt+V", "J", "Down", "Enter")
    studio.shoot("question-safety")
    pilot.press("Alt+V")
    pilot.press("Ctrl+D")
    studio.shoot("referral", 2)
    pilot.press("Alt+H", "Right")
    pilot.press("Ctrl+P")
    studio.shoot("referral-error", 2)
    pilot.press("F9")
    studio.shoot("client-view", 1)
    pilot.press("Esc", "Alt+T", "Ctrl+Enter")
    pilot.shows("Dit geef je door")
    studio.shoot("together", 1)
    pilot.press("A")
    pilot.type("do 14u")
    studio.shoot("together-appointment")
    pilot.press("Enter")
    pilot.says("Genoteerd: afspraak")
    pilot.press("Ctrl+1")
    _signals(studio)
    _lists(studio)
    _rights(studio)
    pilot.press("F8")
    studio.shoot("shade")


def deadline_scenes(studio: Studio) -> None:
    """Two letters with a day in them, and how they are seen again."""
    pilot = studio.start()
    studio.sign_in()
    for words, domain, until in (
        ("Ik moet voor de vrederechter komen.", "won", "+2"),
        ("Tegen dan moet de rekening betaald zijn.", "ene", "+4"),
    ):
        pilot.press("Ctrl+N")
        pilot.type(words)
        pilot.press("Alt+O")
        pilot.type(domain)
        pilot.press("Enter", "Alt+U")
        pilot.type(until)
        pilot.press("Ctrl+Enter")
        pilot.wait_for(lambda: not pilot.screen._form.text)
    pilot.press("Ctrl+K")
    pilot.type("uiterste datums")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "deadlines" and pilot.lines("Uiterste datums"))
    studio.shoot("deadlines")


def _replies(studio: Studio) -> None:
    """The opvolglijst with a decision, and with the answers of a service."""
    from PySide6.QtWidgets import QApplication

    pilot = studio.pilot
    codes = [line.what.one.reference for line in pilot.screen._list.lines() if hasattr(line.what, "one")][:3]
    QApplication.clipboard().setText(f"Dag collega,\n{codes[0]} geholpen; {codes[1]} wachtlijst\n{codes[2]} we bellen nog")
    pilot.press("Ctrl+V")
    studio.shoot("followup-paste", 1)
    pilot.press("Esc")
    row = next((i for i, line in enumerate(pilot.screen._list.lines()) if line.lead == "beslissen"), 0)
    pilot.screen._list.select_row(row)
    studio.shoot("followup-decide", 1)
    pilot.screen._list.select_row(0)


def _lists(studio: Studio) -> None:
    """The screens with a list: opvolglijst, cliënten, catalogus, palette."""
    pilot = studio.pilot
    pilot.press("Ctrl+3")
    pilot.settle()
    lines = pilot.screen._list.lines()
    pilot.screen._list.select_row(next(row for row, line in enumerate(lines) if line.right == "aanmelding"))
    studio.shoot("followup-incoming", 1)
    pilot.screen._list.select_row(next(row for row, line in enumerate(lines) if hasattr(line.what, "one")))
    studio.shoot("followup")
    pilot.press("U")
    studio.shoot("followup-form", 1)
    pilot.press("Esc", "E")
    studio.shoot("followup-reason", 1)
    pilot.press("Esc", "V")
    studio.shoot("followup-stop", 1)
    pilot.press("Esc")
    _replies(studio)
    pilot.press("Ctrl+4")
    studio.shoot("client-empty")
    pilot.type("an")
    studio.shoot("client", 1)
    pilot.press("Enter")
    studio.shoot("client-file", 1)
    _file(studio)
    pilot.press("Ctrl+5")
    pilot.wait_for(lambda: pilot.screen._standing.parts)
    studio.shoot("catalogue-empty")
    pilot.type("huur")
    studio.shoot("catalogue", 1)
    pilot.press("Ctrl+A")
    pilot.type("omnio")
    studio.shoot("catalogue-right", 1)
    pilot.press("Ctrl+A")
    pilot.type("qwxz")
    studio.shoot("catalogue-error", 1)
    pilot.press("Ctrl+1", "Ctrl+K")
    pilot.type("huur")
    studio.shoot("palette", 1)
    pilot.press("Esc")


def _file(studio: Studio) -> None:
    """What is made of an open file: its papers, who looked, and the pages over it."""
    pilot = studio.pilot
    for key, name in (("Alt+W", "client-looks"), ("Alt+I", "client-copy"), ("Alt+M", "client-information")):
        pilot.press(key)
        studio.shoot(name, 1)
        pilot.press("Esc")
    for words, name in (
        ("vertegenwoordiger toe", "client-represent"),
        ("samenvoegen met", "client-merge"),
        ("deel over iemand", "client-others"),
    ):
        pilot.press("Ctrl+K")
        pilot.type(words)
        pilot.press("Enter")
        studio.shoot(name, 1)
        pilot.press("Esc")


def _signals(studio: Studio) -> None:
    """A signal and the list of signals, an aanmelding, a complaint, the end of the day."""
    pilot = studio.pilot
    for kind, domain, words in (
        ("A", "W", "Geen huis te vinden onder 900 euro voor een gezin met kinderen."),
        ("W", "P", "Drie maanden wachten op een eerste gesprek, ook voor jongeren."),
    ):
        pilot.press("Ctrl+Shift+S", kind, domain)
        pilot.type(words)
        pilot.press("Ctrl+Enter")
        pilot.wait_for(lambda: pilot.here == "today")
    pilot.press("Ctrl+Shift+S", "A", "W")
    pilot.type("Jan Peeters zoekt al een jaar een huis.")
    studio.shoot("signal")
    pilot.press("Ctrl+Enter")
    studio.shoot("signal-error")
    pilot.press("Alt+G")
    pilot.wait_for(lambda: pilot.here != "signal", "what was before the signal")
    pilot.press("Ctrl+K")
    pilot.type("signalen bek")
    pilot.press("Enter")
    studio.shoot("signals")
    pilot.press("Ctrl+Shift+I")
    pilot.type("Kind en Gezin, Els V.")
    pilot.press("Tab", "K", "Alt+V")
    pilot.type("Graag contact met dit gezin over kinderopvang.")
    pilot.press("F6", "P", "C")
    pilot.type("+10")
    studio.shoot("incoming-new")
    pilot.press("Ctrl+Enter")
    pilot.says("Aanmelding bewaard")
    studio.shoot("incoming")
    pilot.press("Ctrl+K")
    pilot.type("klacht")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "complaint")
    pilot.press("K", "V")
    studio.shoot("complaint")
    pilot.press("Esc", "Ctrl+T", "W", "Enter")
    pilot.says("Geturfd")
    pilot.press("Ctrl+Shift+E")
    studio.shoot("dayend")
    pilot.press("Ctrl+1")


def _rights(studio: Studio) -> None:
    """An exploration alone: the first question, what came of eight, a plan, the list of applications."""
    pilot = studio.pilot
    pilot.press("Ctrl+R")
    studio.shoot("rights-empty")
    pilot.type("3740à67")
    studio.shoot("rights-several")  # one question about several facts
    pilot.type("1J")
    for _ in range(3):
        pilot.type("J1")
    studio.shoot("rights", 1)
    pilot.press("F6", "Spatie", "Ctrl+D")
    studio.shoot("rights-plan")
    pilot.press("Enter")
    pilot.says("Gepland")
    pilot.press("Ctrl+K")
    pilot.type("geplande aanvragen")
    pilot.press("Enter")
    studio.shoot("applications", 1)


def proactive_scenes(studio: Studio) -> None:
    """Bart V. looks of his own accord: nothing yet, who may not, a list, and a campaign from its form to its end."""
    pilot = studio.start()
    studio.sign_in()
    pilot.press("Ctrl+8")
    studio.shoot("proactive-error")
    studio.stop()
    pilot = studio.start(name="Bart V.")
    studio.sign_in()
    pilot.press("Ctrl+4")
    pilot.type("nachtegaelhof 1990")
    pilot.press("Enter")
    pilot.wait_for(lambda: any("Waarom open je" in text for text in pilot.texts()))
    pilot.press("Alt+E")
    pilot.wait_for(lambda: pilot.focus_name() == "Tijdlijn")
    pilot.press("Alt+D")
    pilot.wait_for(lambda: pilot.focus_name() == "Notitie")
    pilot.type("Ze schrok toen haar telefoon ging. Morgen bel ik terug, alleen op haar eigen nummer.")
    studio.shoot("client-locked", 1.5)
    pilot.press("Ctrl+8")
    studio.shoot("proactive-empty")
    pilot.press("Ctrl+Enter")
    pilot.says("Nagekeken")
    pilot.settle()  # the list stands
    pilot.press("Spatie", "Down", "Spatie")
    studio.shoot("proactive")
    pilot.press("Up", "Spatie", "Up", "Up", "Up", "Spatie", "C")  # none is chosen any more: everybody with this right
    studio.shoot("campaign-new")
    pilot.press("Ctrl+Enter")
    studio.shoot("campaign-error")
    pilot.press("Alt+G", "Down", "Ctrl+Enter")
    pilot.says("Campagne gemaakt")
    for letter in "CCCCCCABB":
        pilot.settle()
        pilot.press(letter)
    studio.shoot("campaign")
    pilot.answers.path = _received(studio)
    pilot.press("Ctrl+O")
    pilot.shows("gevonden in")
    studio.shoot("campaign-list", 1)
    pilot.press("Esc")
    pilot.now += timedelta(days=200)
    pilot.press("F5")
    studio.shoot("campaign-erased", 1)


def _received(studio: Studio) -> Path:
    """A list of somebody else: codes of the campaign that stands there, and lines that fit nobody or are wrong."""
    rows = studio.pilot.screen._rows.lines()
    codes = [line.lead for line in rows if line.lead]
    file = studio.place.parent / "lijst.csv"
    names = [";Verzonnen;Emma;3/4/1961", ";Bedacht;Jef;31/2/1970"]
    file.write_text("\n".join(["code;naam;voornaam;geboortedatum", *(f"{code};;;" for code in codes), *names]), "utf-8")
    return file


def support_scenes(studio: Studio) -> None:
    """Bart V. writes in a steunaanvraag: receipt, terms, competence, letters, register; Chris D. agrees who does what."""
    pilot = studio.start(name="Bart V.")
    studio.sign_in()
    for words in ("Ik heb geen geld meer voor eten en huur.", "Er is geen geld voor de dokter."):
        pilot.press("Ctrl+N")
        pilot.type(words)
        pilot.press("Alt+S", "Alt+O")
        pilot.type("fin")
        pilot.press("Enter")
        studio.shoot("question-support", 1)
        pilot.press("Ctrl+Enter")
        pilot.wait_for(lambda: pilot.focus_name() == "Naam op het blad")
        pilot.type("Amina Voorbeeld")
        studio.shoot("support-receipt", 1)
        if "dokter" in words:
            pilot.screen._papers["receipt"].press = _NoPaper()
            pilot.press("Ctrl+P")
            pilot.says("gegeven")
            pilot.settle()
    pilot.now += timedelta(days=4)
    pilot.press("Ctrl+1")
    studio.shoot("today-support")
    pilot.press("Ctrl+K")
    pilot.type("steunaanvragen opv")
    pilot.press("Enter")
    studio.shoot("support")
    pilot.press("Down", "C", "N", "Tab", "N", "Tab", "N", "Tab", "J", "Tab")
    pilot.type("3600")
    studio.shoot("support-competence")
    pilot.press("Alt+D")
    studio.shoot("support-forward", 1)
    pilot.press("Esc", "B")
    pilot.type("31/2")
    pilot.press("Enter")
    studio.shoot("support-error")
    pilot.press("Esc", "Ctrl+K")
    pilot.type("register van steun")
    pilot.press("Enter")
    studio.shoot("support-register")
    studio.stop()
    pilot = studio.start(name="Chris D.")
    studio.sign_in()
    pilot.press("Ctrl+K")
    pilot.type("taakverdeling")
    pilot.press("Enter")
    pilot.settle()
    pilot.type("leefloon")
    pilot.settle()
    pilot.press("Enter", "Alt+W")
    pilot.type("1ste verdieping")
    pilot.press("Ctrl+Enter")
    studio.shoot("split")


class _NoPaper:
    """A printer for pictures."""

    def send(self, _pdf: bytes, _name: str = "") -> None:
        """Take it."""


ALL: tuple[Callable[[Studio], None], ...] = (
    demo_scenes, deadline_scenes, catalogue_scenes, importing_scenes, proactive_scenes, support_scenes, agenda_scenes,
    outing_scenes, reports_scenes, policy_scenes, retention_scenes, keeper_scenes, first_run_scenes,
)  # fmt: skip
