"""The matrix from tags, with what people said, and the words of the house."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import vocab
from sociaalhuis.catalogue import matrix, starter
from sociaalhuis.catalogue.matrix import Said
from sociaalhuis.catalogue.matrix_axes import CLUSTERS, FIVE, GROUPS, Own, axes
from sociaalhuis.catalogue.service import Service, ServiceArea

ON = date(2026, 11, 23)
GROUP = st.sampled_from([term.slug for term in vocab.terms(GROUPS, None)])
DOMAIN = st.sampled_from([term.slug for term in vocab.terms("life_domains", None)])
STATE = st.sampled_from([term.slug for term in vocab.terms("matrix_cells", None)])


def service(slug: str, domains: tuple[str, ...], tags: tuple[str, ...]) -> Service:
    return Service(slug, "Huis", slug, "", ServiceArea("flanders"), domains=domains, target_group_tags=tags)


def cells(made: matrix.Matrix) -> dict[tuple[str, str], matrix.Cell]:
    return {(one.term.slug, cell.group): cell for one in made.clusters for cell in one.cells}


def build(services: list[Service], *own: Own, said: dict[tuple[str, str], Said] | None = None) -> matrix.Matrix:
    said = said or {}
    of = {key: one for key, one in said.items() if key[0] in {found.id for found in services}}
    return matrix.build(
        services, axes(CLUSTERS, own, ON), ON, of_services=of, of_clusters={k: v for k, v in said.items() if k not in of}
    )


@given(st.lists(st.tuples(st.lists(DOMAIN, max_size=3), st.lists(GROUP, max_size=3)), max_size=8))
def test_every_service_is_in_a_cell_of_each_of_its_tags_or_counted_apart(found: list[tuple[list[str], list[str]]]) -> None:
    services = [service(f"s{i}", tuple(domains), tuple(tags)) for i, (domains, tags) in enumerate(found)]
    made = build(services)
    for one in services:
        clusters = {vocab.mapped("life_domains_to_clusters", domain)[0] for domain in one.domains}
        here = {place for place, cell in cells(made).items() if one.id in cell.services}
        assert here == {(cluster, tag) for cluster in clusters for tag in one.target_group_tags}
        assert (one in made.homeless) == (not clusters)
        assert (one in made.groupless) == (not one.target_group_tags)
    assert len(list(made.gaps())) == sum(not cell.services for cell in cells(made).values())


@given(STATE, STATE)
def test_what_somebody_said_goes_before_the_tags_and_the_best_offer_counts_for_a_cluster(one: str, other: str) -> None:
    services = [service("a", ("wonen",), ("ouderen_65",)), service("b", ("wonen",), ("ouderen_65",))]
    place = ("wonen_woonzorg", "ouderen_65")
    made = build(services, said={("a", "ouderen_65"): Said(one), ("b", "ouderen_65"): Said(other)})
    offers = ("aanwezig", "beperkt", "wachtlijst")
    best = next((state for state in (*offers, "ontbreekt", "uitgesloten") if state in (one, other)), "onbekend")
    assert cells(made)[place].state == best
    assert cells(made)[place].services == tuple(slug for slug, state in (("a", one), ("b", other)) if state in offers)
    spoken = build(services, said={place: Said("ontbreekt", "Te ver weg.")})
    assert cells(spoken)[place].state == "ontbreekt"
    assert cells(spoken)[place].gap
    assert cells(spoken)[place].services == ("a", "b")


def test_the_starter_catalogue_has_a_cluster_for_every_record_and_says_which_have_no_target_group() -> None:
    for name in (CLUSTERS, FIVE):
        made = matrix.build(starter.services().values(), axes(name, (), ON), ON, of_services={}, of_clusters={})
        assert len(made.clusters) == len(vocab.terms(name, ON))
        assert made.homeless == ()
        assert 0 < len(made.groupless) < 20
    assert len(made.groups) == 22


def test_a_house_renames_ends_and_adds_words_and_old_records_follow() -> None:
    tagged = service("tiener", ("opvoeding_school",), ("jongeren_12_25",))
    ended = Own(GROUPS, "jongeren_12_25", "Jongeren", 2, date(2020, 1, 1), date(2026, 6, 30))
    tieners = Own(GROUPS, "tieners", "Tieners", 2, date(2026, 7, 1), takes=("jongeren_12_25",))
    made = build([tagged], ended, tieners)
    assert [group.label for group in made.groups[:3]] == ["Kinderen", "Tieners", "Gezinnen met kinderen"]
    assert cells(made)["gezin_onderwijs", "tieners"].services == ("tiener",)
    before = matrix.build([tagged], axes(CLUSTERS, (ended, tieners), date(2026, 6, 30)), ON, of_services={}, of_clusters={})
    assert cells(before)["gezin_onderwijs", "jongeren_12_25"].services == ("tiener",)
    opvang = Own(CLUSTERS, "kinderopvang", "Opvang", 9, date(2026, 1, 1), takes=("opvoeding_school",))
    moved = build([replace(tagged, target_group_tags=("gezinnen",))], opvang)
    assert cells(moved)["kinderopvang", "gezinnen"].services == ("tiener",)
    assert cells(moved)["gezin_onderwijs", "gezinnen"].services == ()
