"""How invented people are spread over households and work at each age (measure.made_people): plain assumptions of our own."""

from collections.abc import Mapping

ADULT, RETIRED, OLD = 18, 66, 80

type Shares = Mapping[str, float]


def household(age: int) -> Shares:
    if age < ADULT:
        return {"inwonend_bij_ouders_of_familie": 90, "instelling": 10}
    if age <= 25:
        return {
            "inwonend_bij_ouders_of_familie": 48,
            "alleenstaand": 27,
            "samenwonend_met_anderen": 10,
            "koppel_zonder_kinderen": 7,
            "koppel_met_kinderen": 3,
            "eenoudergezin": 5,
        }
    if age <= 49:
        return {
            "alleenstaand": 31,
            "koppel_zonder_kinderen": 9,
            "koppel_met_kinderen": 28,
            "eenoudergezin": 20,
            "inwonend_bij_ouders_of_familie": 7,
            "samenwonend_met_anderen": 5,
        }
    if age < RETIRED:
        return {
            "alleenstaand": 42,
            "koppel_zonder_kinderen": 27,
            "koppel_met_kinderen": 12,
            "eenoudergezin": 7,
            "inwonend_bij_ouders_of_familie": 4,
            "samenwonend_met_anderen": 6,
            "instelling": 2,
        }
    return {
        "alleenstaand": 50,
        "koppel_zonder_kinderen": 36,
        "inwonend_bij_ouders_of_familie": 5,
        "instelling": 4 if age < OLD else 16,
    }


def work(age: int) -> Shares:
    if age < ADULT:
        return {"student": 1}
    if age <= 25:
        return {
            "student": 36,
            "schoolverlater": 9,
            "werknemer": 24,
            "werkzoekend": 16,
            "arbeidsongeschikt": 5,
            "thuis_zonder_uitkering": 9,
            "zelfstandige": 1,
        }
    if age < RETIRED:
        early = 5 if age >= 62 else 0
        return {
            "werknemer": 30, "ambtenaar": 3, "zelfstandige": 5, "werkzoekend": 22, "arbeidsongeschikt": 22, "thuis_zonder_uitkering": 12,
            "andere": 3, "student": 1, "gepensioneerd": early,
        }  # fmt: skip
    return {"gepensioneerd": 96, "andere": 4}
