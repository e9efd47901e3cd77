"""Evidence of hiring as the first entries of the matrix."""

from datetime import timedelta

import pytest

from simulator.domain.proof import Proof
from simulator.errors import InvalidInput, NotAllowed, NotFound


def hiring(clock, competency="L1-S05", **parts):
    values = {
        "competency": competency, "kind": "hiring", "score": 0.8, "at": clock() - timedelta(days=20),
        "family": "SC-29", "ref": "hiring:a1",
    }  # fmt: skip
    return Proof(**{**values, **parts})


def test_hiring_is_the_first_evidence_and_importing_again_changes_nothing(services, anna, lead, clock):
    proofs = [hiring(clock), hiring(clock, "L1-S09", score=0.6)]
    for _ in range(2):
        assert services.hired.import_hired(lead, anna.id, proofs) == 2
    sources = services.onboarding.detail(anna, anna.id, "L1-S05").sources
    assert [(one.kind, one.score) for one in sources] == [("hiring", 0.8)]
    weight = services.library.content.programme.weights["hiring"]
    assert sources[0].factors[0] == weight


def test_what_is_no_evidence_of_hiring_is_refused_and_nothing_is_stored(services, anna, lead, clock):
    for bad in (
        {"kind": "exam"}, {"competency": "L1-Z99"}, {"ref": ""}, {"at": clock() + timedelta(days=1)}, {},
    ):  # fmt: skip
        with pytest.raises(InvalidInput):
            services.hired.import_hired(lead, anna.id, [hiring(clock), hiring(clock, **bad)])
    assert services.onboarding.detail(anna, anna.id, "L1-S05").sources == ()


def test_only_a_lead_of_the_person_imports(services, anna, boris, lead, clock):
    with pytest.raises(NotFound):
        services.hired.import_hired(boris, anna.id, [hiring(clock)])
    with pytest.raises(NotAllowed):
        services.hired.import_hired(anna, anna.id, [hiring(clock)])
    with pytest.raises(NotFound):
        services.hired.import_hired(lead, boris.id, [hiring(clock)])
