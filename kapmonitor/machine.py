"""What this machine lacks for a window, found before Qt is loaded.

Qt ends the process when a display or an X11 library is missing, and a missing shared library
shows as a loader's trace; neither can be caught. So all of it is asked here first, in plain
Python, and each answer carries the one line that cures it. Windows and macOS need nothing.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

__all__ = [
    "Obstacle",
    "library_obstacles",
    "loads",
    "offscreen_obstacles",
    "reference_obstacles",
    "window_obstacles",
]

# Library -> Debian package; each found needed by elimination on bare Debian 12 and 13.
DRAWING_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}

DISPLAY_LIBRARIES = {"xcb": X11_LIBRARIES, "wayland": WAYLAND_LIBRARIES}

PROBE_CALLS = 100
TOLERATED_LOSS = 50


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way, and the one line that removes it."""

    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.what} {self.cure}"


def window_obstacles(environ: Mapping[str, str] = os.environ) -> tuple[Obstacle, ...]:
    """Say what keeps a window from opening here; empty when nothing does."""
    if not sys.platform.startswith("linux"):
        return ()
    if chosen := environ.get("QT_QPA_PLATFORM"):
        return _obstacles_of_choice(chosen, environ)
    return _display_obstacles(_REACH, environ)


def offscreen_obstacles() -> tuple[Obstacle, ...]:
    """Say what keeps Qt from drawing without a display (report, picture); empty when nothing."""
    return library_obstacles(DRAWING_LIBRARIES) if sys.platform.startswith("linux") else ()


def library_obstacles(wanted: Mapping[str, str]) -> tuple[Obstacle, ...]:
    """Say which of these libraries (name -> Debian package) do not load; empty when all do."""
    absent = {name: package for name, package in wanted.items() if not loads(name)}
    if not absent:
        return ()
    import shutil  # only on this path: a start that lacks nothing does not pay for it

    what = f"This machine lacks what Qt draws with: {', '.join(absent)}."
    if shutil.which("apt-get"):
        return (Obstacle(what, f"Run: sudo apt-get install {' '.join(absent.values())}"),)
    return (Obstacle(what, "Install the packages of your system that hold these libraries."),)


def loads(library: str) -> bool:
    """Whether the system finds this shared library and all it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def reference_obstacles(call: Callable[[str], None]) -> tuple[Obstacle, ...]:
    """Say whether the loaded Qt loses a reference to None with every call.

    `call` is any bound method of Qt that returns nothing, such as `QObject().setObjectName`.
    PySide6 6.12.0 on Python 3.10 and 3.11 does so: the process dies after minutes of a session
    with "Fatal Python error: none_dealloc", while short runs look healthy.
    """
    before = sys.getrefcount(None)
    for _ in range(PROBE_CALLS):
        call("probe")
    if before - sys.getrefcount(None) < TOLERATED_LOSS:
        return ()
    cure = "Run: python -m pip install 'PySide6-Essentials>=6.11,<6.12'"
    return (Obstacle("This release of Qt for Python ends the program within minutes.", cure),)


def _obstacles_of_choice(chosen: str, environ: Mapping[str, str]) -> tuple[Obstacle, ...]:
    asked = [part.partition(":")[0].partition("-")[0] for part in chosen.split(";")]
    names = [name for name in asked if name in _shipped_platforms()]
    if not names:
        what = f"QT_QPA_PLATFORM is {chosen!r}, which this Qt does not have."
        return (Obstacle(what, "Run: unset QT_QPA_PLATFORM"),)
    if any(name not in _REACH for name in names):
        return offscreen_obstacles()
    return _display_obstacles(names, environ)


def _display_obstacles(kinds: Iterable[str], environ: Mapping[str, str]) -> tuple[Obstacle, ...]:
    reached = [kind for kind in kinds if _REACH[kind](environ)]
    if not reached:
        return (*offscreen_obstacles(), _no_display(environ))
    # Qt tries each display in turn, so one that lacks nothing is enough.
    return min(
        (library_obstacles(DRAWING_LIBRARIES | DISPLAY_LIBRARIES[kind]) for kind in reached),
        key=len,
    )


def _shipped_platforms() -> set[str]:
    spec = find_spec("PySide6")
    places = spec.submodule_search_locations if spec else None
    found = (path for place in places or () for path in _platform_plugins(Path(place)))
    return {path.stem.removeprefix("libq").partition("-")[0] for path in found}


def _platform_plugins(package: Path) -> Iterable[Path]:
    return package.glob("Qt/plugins/platforms/libq*.so")


def _no_display(environ: Mapping[str, str]) -> Obstacle:
    named = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    what = f"The display {named} does not answer." if named else "There is no display here."
    return Obstacle(what, "Start it from a desktop.")


def _x11_answers(environ: Mapping[str, str]) -> bool:
    """Ask the X server as Qt will: name, socket and permission in one."""
    if not (display := environ.get("DISPLAY")):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # cannot ask; the missing library is reported in its own right
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    if not (display := environ.get("WAYLAND_DISPLAY")):
        return False
    import socket  # as above: most starts do not need it here

    address = Path(environ.get("XDG_RUNTIME_DIR", "/"), display)
    with socket.socket(socket.AF_UNIX) as asking:
        try:
            asking.connect(str(address))
        except OSError:
            return False
    return True


_REACH: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
    "xcb": _x11_answers,
    "wayland": _wayland_answers,
}
