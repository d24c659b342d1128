"""The numbers that help now, by their record in the starter catalogue, and in plain words what each is for."""

NOW = (
    ("noodnummer-112", "Ziekenwagen of brandweer"),
    ("politie-101", "Dringend politie"),
    ("huisarts-1733", "Huisarts van wacht"),
    ("antigifcentrum", "Vergiftiging"),
)
TALK = (
    ("hulplijn-1712", "Geweld en misbruik"),
    ("zelfmoordlijn-1813", "Denken aan zelfdoding"),
    ("tele-onthaal", "Praten, dag en nacht"),
    ("awel-102", "Kinderen en jongeren"),
    ("child-focus", "Vermist of misbruikt kind"),
    ("caw-onthaal", "Welzijn, ook onderdak"),
    ("card-stop", "Bankkaart blokkeren"),
    ("doc-stop", "Identiteitskaart blokkeren"),
)
