"""Three hours after the dose: a heart rate each second, a reading every five minutes."""

from __future__ import annotations

from functools import cache

from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.vocabulary import Role
from tests.support.builders import STRAP, Course, address, dosed

SECONDS = 3 * 3600
READ_EVERY_S = 300


def strapped() -> Course:
    """Return a session in which the dose was taken just now, with cuff and strap."""
    course = dosed()
    course.note(
        DeviceAssigned(
            role=Role.STRAP,
            driver=STRAP,
            address=address(Role.STRAP),
            title="A strap",
            can_start=False,
            simulated=True,
        )
    )
    return course


@cache
def three_hours() -> Course:
    """Return the session three hours on, made once for a run of the tests."""
    course = strapped()
    for second in range(SECONDS):
        course.pass_s(1)
        course.beat(72.0 + second % 17)
        if second % READ_EVERY_S == 0:
            course.read(122.0 + second // READ_EVERY_S % 7, 79.0)
    return course
