"""Guards every test stands behind: no display, no real data, no unexpected log, no stray thread."""

import gc
import logging
import os
import re
import signal
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.support.in_front import put_all_away
from tests.support.unhurried_bot import UnhurriedBot

# Before Qt is started. By setdefault, so that a run under Xvfb stays possible.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test meets the secrets of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

TEMPORARY_ROOT = Path(tempfile.gettempdir()).resolve()
DATA_VARIABLES = (
    "KAPMONITOR_DATA",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
)
BENCHMARKS = Path(__file__).parent / "benchmarks"
FOLDER_NUMBERS = count()


# No verdict may depend on how busy the machine is.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("kapmonitor", CALM)
settings.register_profile("thorough", CALM, max_examples=2000)
settings.load_profile("kapmonitor")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("kapmonitor")
    group.addoption("--benchmark", action="store_true", help="collect tests/benchmarks as well")
    group.addoption("--whole", action="store_true", help="run tests marked whole as well")
    group.addoption("--long", action="store_true", help="run tests marked long as well")
    group.addoption("--hardware", action="store_true", help="run tests that need a real cuff")
    group.addoption(
        "--thread-patience",
        type=float,
        default=20.0,
        help="seconds for a thread to end",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Point every data folder into a temporary one, and refuse to start if that cannot be done."""
    gc.disable()  # for fixtures of several tests as well: see the guard below
    named = os.environ.get("KAPMONITOR_DATA")
    if named and not _is_temporary(Path(named)):
        pytest.exit(
            f"KAPMONITOR_DATA is {named}: tests only run on a temporary folder. Unset it.", 2
        )
    folder = tempfile.TemporaryDirectory(prefix="kapmonitor-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    for variable in DATA_VARIABLES:
        place = Path(folder.name, variable.lower())
        place.mkdir(mode=0o700)
        os.environ[variable] = str(place)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so begins what a shell runs behind
        signal.signal(signal.SIGINT, signal.default_int_handler)
    documents = Path(folder.name, "documents")  # where the window would save reports
    Path(os.environ["XDG_CONFIG_HOME"], "user-dirs.dirs").write_text(
        f'XDG_DOCUMENTS_DIR="{documents}"\n', encoding="utf-8"
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless they were asked for."""
    asked = config.getoption("--benchmark")
    return True if collection_path == BENCHMARKS and not asked else None


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than there are cores: a tenth of the time a test waits for a real device."""
    return (yield) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is opt-in and was not asked for; what takes longest goes first."""
    items.sort(key=lambda item: item.get_closest_marker("lengthy") is None)
    for marker in ("whole", "long", "hardware"):
        if not config.getoption(f"--{marker}"):
            skip = pytest.mark.skip(reason=f"opt-in: run with --{marker}")
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(skip)


class ExpectedLog:
    """The log lines of level WARNING and above that a test announces."""

    def __init__(self) -> None:
        self._expected: list[re.Pattern[str]] = []
        self._seen: list[str] = []

    def __call__(self, pattern: str) -> None:
        """Announce a line: `pattern` is searched in "LEVEL logger: message" and must come."""
        self._expected.append(re.compile(pattern))

    def note(self, record: logging.LogRecord) -> None:
        """Remember one record for the verdict."""
        self._seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def verdict(self) -> list[str]:
        """Say what came unannounced and what was announced and never came."""
        unexpected = [
            f"unexpected log line: {line}"
            for line in self._seen
            if not any(pattern.search(line) for pattern in self._expected)
        ]
        missing = [
            f"announced log line never came: {pattern.pattern}"
            for pattern in self._expected
            if not any(pattern.search(line) for line in self._seen)
        ]
        return unexpected + missing


class _Listener(logging.Handler):
    def __init__(self, expected: ExpectedLog) -> None:
        super().__init__(logging.WARNING)
        self._expected = expected

    def emit(self, record: logging.LogRecord) -> None:
        self._expected.note(record)


@pytest.fixture(autouse=True)
def keep_qt_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no command that draws decide for the tests after it how Qt draws and what it says."""
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ["QT_QPA_PLATFORM"])
    monkeypatch.setenv("QT_LOGGING_RULES", "")


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[ExpectedLog]:
    """Fail the test on a log line of WARNING or above that it did not announce."""
    expected = ExpectedLog()
    listener = _Listener(expected)
    logging.getLogger().addHandler(listener)
    yield expected
    logging.getLogger().removeHandler(listener)
    if complaints := expected.verdict():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture(autouse=True)
def no_stray_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test if a thread it started is still running when it ends."""
    before = set(threading.enumerate())
    yield
    if request.node.get_closest_marker("keeps_threads"):
        return
    deadline = time.monotonic() + request.config.getoption("--thread-patience")
    stray = [thread for thread in threading.enumerate() if thread not in before]
    for thread in stray:
        thread.join(max(0.0, deadline - time.monotonic()))
    if left := [thread.name for thread in stray if thread.is_alive()]:
        pytest.fail(f"threads still running after the test: {', '.join(left)}", pytrace=False)


@pytest.fixture(autouse=True)
def garbage_is_collected_between_tests_only() -> Iterator[None]:
    """The collector never runs by itself: in the engine's thread it would destroy old widgets.

    For every test, since any may leave a widget behind, and any may run a thread. What was there
    before the test is left out: walking all that a long run of tests has loaded takes seconds.
    """
    gc.disable()
    gc.collect()
    gc.freeze()
    before = QApplication.topLevelWidgets()  # of a fixture for several tests
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.processEvents()  # what was on the way to a widget still finds it
        put_all_away(but=before)
    gc.collect()


@pytest.fixture(autouse=True)
def no_engine_is_taken_for_dead(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let a window that is drawn for seconds over a port that is silent not tell so on top."""
    if "qapp" in request.fixturenames:
        monkeypatch.setattr("kapmonitor.ui.bridge.SILENT_S", 3600.0)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> UnhurriedBot:  # noqa: ARG001  made first
    """Take the place of pytest-qt's: nothing that is awaited has to come within seconds."""
    return UnhurriedBot(request)


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a data folder of its own for each test, by KAPMONITOR_DATA; it does not exist yet."""
    folder = Path(os.environ["XDG_DATA_HOME"], f"kapmonitor-{next(FOLDER_NUMBERS)}")
    monkeypatch.setenv("KAPMONITOR_DATA", str(folder))
    return folder


def _is_temporary(path: Path) -> bool:
    return path.resolve().is_relative_to(TEMPORARY_ROOT)
