"""The pictures of Beleid, in keys; see studio.py."""

from tools.pictures.studio import Studio


def policy_scenes(studio: Studio) -> None:
    """Chris D. prepares the steering group about housing."""
    pilot = studio.start(name="Chris D.")
    studio.sign_in()
    pilot.press("Ctrl+0")
    pilot.wait_for(lambda: pilot.here == "policy")
    pilot.wait_for(lambda: "Contacten: wonen" in " ".join(pilot.lines("Dit thema")))
    pilot.press("F6")
    studio.shoot("policy")
    pilot.press("End", "Up", "Up")
    studio.shoot("policy-plan")
    pilot.press("Home", "B")
    pilot.type("Wie wacht, woont te klein of te duur.")
    studio.shoot("policy-form")
    pilot.press("Esc", "Esc", "Down", "Down")
    pilot.settle()
    studio.shoot("policy-empty")
