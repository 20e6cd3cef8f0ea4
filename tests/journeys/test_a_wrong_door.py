"""A report that belongs elsewhere goes to SOLVIT, with words and without retyping."""

from tests.factories import destination, fresh, reason


def test_a_report_at_the_wrong_door_goes_to_solvit(town, nurse):
    report, code = town.report(nurse)
    solvit = destination()

    town.intake.takes(
        report,
        "redirect",
        destination=solvit.slug,
        why=reason("redirect", "authority").code,
        words="SOLVIT helpt u sneller: de regel is goed, de toepassing niet.",
        language="nl",
    )
    town.post()

    nurse.post("/nl/track", {"reference": report.reference, "code": code})
    page = nurse.get(f"/nl/my/{report.reference}").content.decode()
    assert fresh(report).state == "REDIRECTED"
    assert "SOLVIT" in page
    assert (
        "SOLVIT helpt u sneller"
        in page + nurse.get(f"/nl/my/{report.reference}/messages").content.decode()
    )


def test_the_mistake_can_be_undone(town, nurse):
    report, _code = town.report(nurse)
    town.intake.takes(
        report,
        "redirect",
        destination=destination().slug,
        why=reason("redirect", "authority").code,
        words="Elders.",
        language="nl",
    )

    town.intake.takes(report, "reopen", reason="It belongs here after all.")

    assert fresh(report).state == "IN_TRIAGE"
    assert fresh(report).closed_at is None
