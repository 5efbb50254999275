"""A real Chromium without a window, driven through a pipe by its own protocol (DevTools)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_ANSWERS_WITHIN_S = 60.0
"""Long after it should have come, also on a machine that is busy with something else."""
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)


def program() -> str | None:
    """Return where Chromium is, if it is installed."""
    return shutil.which("chromium")


class Navigated(Exception):
    """The page that was asked is gone; another one comes."""


class Chromium:
    """One browser; `tab` opens pages in it."""

    def __init__(self, reads: int, writes: int) -> None:
        self._in, self._out = os.fdopen(reads, "rb"), os.fdopen(writes, "wb")
        self._next = 0
        self._rest = b""
        self.said: list[dict[str, Any]] = []
        """What happened: events of the protocol."""

    def ask(self, method: str, session: str | None = None, **what: object) -> dict[str, Any]:
        """Ask something and return the answer."""
        name = self._asked(method, session, what)
        while (told := self._told()).get("id") != name:
            self._happened(told)
        if "navigated" in str(told.get("error", "")):
            raise Navigated
        assert "error" not in told, told
        answer: dict[str, Any] = told["result"]
        return answer

    def tab(self, before: str = "") -> Tab:
        """Open an empty page; `before` runs in it ahead of every script of a page."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session, target)
        tab.ask("Page.enable")
        tab.ask("Runtime.enable")
        if before:
            tab.ask("Page.addScriptToEvaluateOnNewDocument", source=before)
        return tab

    def requests(self) -> list[str]:
        """Return the addresses of what was asked in tabs that record it."""
        http = [each["params"] for each in self._of("Network.requestWillBeSent")]
        sockets = [each["params"]["url"] for each in self._of("Network.webSocketCreated")]
        return [each["request"]["url"] for each in http] + sockets

    def _of(self, method: str) -> list[dict[str, Any]]:
        return [each for each in self.said if each.get("method") == method]

    def close(self) -> None:
        """Let go of the pipe."""
        self._in.close()
        self._out.close()

    def _happened(self, told: dict[str, Any]) -> None:
        self.said.append(told)
        what = told.get("params", {})
        match told.get("method"):
            case "Page.javascriptDialogOpening":
                # "Leave this page?" A person does so all the same.
                self._asked("Page.handleJavaScriptDialog", told["sessionId"], {"accept": True})
            case "Target.attachedToTarget" if what["waitingForDebugger"]:
                for method in ("Network.enable", "Runtime.runIfWaitingForDebugger"):
                    self._asked(method, what["sessionId"], {})

    def _asked(self, method: str, session: str | None, what: dict[str, object]) -> int:
        self._next += 1
        asked: dict[str, Any] = {"id": self._next, "method": method, "params": what}
        if session is not None:
            asked["sessionId"] = session
        self._out.write(json.dumps(asked).encode() + b"\0")
        self._out.flush()
        return self._next

    def _told(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._in.fileno(), 1 << 16)
            assert more, "Chromium has ended"
            self._rest += more
        text, self._rest = self._rest.split(b"\0", 1)
        told: dict[str, Any] = json.loads(text)
        return told


class Tab:
    """One page."""

    def __init__(self, browser: Chromium, session: str, target: str) -> None:
        self._browser, self._session, self.target = browser, session, target

    def ask(self, method: str, **what: object) -> dict[str, Any]:
        """Ask something of this page."""
        return self._browser.ask(method, self._session, **what)

    def open(self, url: str) -> None:
        """Go to an address."""
        self.ask("Page.navigate", url=url)

    def record_requests(self) -> None:
        """Note whatever this page and its workers ask of any server, from now on."""
        self.ask("Network.enable")
        how = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
        self.ask("Target.setAutoAttach", **how)

    def run_in_worker(self, script: str) -> None:
        """Run a script in the newest worker of tabs that record their requests."""
        workers = [each["params"] for each in self._browser.said if _is_worker(each)]
        how = {"expression": script, "awaitPromise": True}
        told = self._browser.ask("Runtime.evaluate", workers[-1]["sessionId"], **how)
        assert "exceptionDetails" not in told, told

    def run(self, script: str) -> Any:
        """Return what a script comes to, as a person's tap would run it."""
        told = self.ask(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, script: str, within_s: float = _ANSWERS_WITHIN_S) -> Any:
        """Wait until a script comes to something true."""
        deadline = time.monotonic() + within_s
        while True:
            with suppress(Navigated):
                if found := self.run(script):
                    return found
            if time.monotonic() >= deadline:
                raise AssertionError(f"{script}\n{self.run('document.body.innerText')}")
            time.sleep(0.05)

    def close(self) -> None:
        """Close it."""
        self._browser.ask("Target.closeTarget", targetId=self.target)


def _is_worker(told: dict[str, Any]) -> bool:
    kind = told.get("params", {}).get("targetInfo", {}).get("type")
    return told.get("method") == "Target.attachedToTarget" and kind == "worker"


@contextmanager
def chromium(folder: Path, *flags: str) -> Iterator[Chromium]:
    """Run a browser that knows nothing yet."""
    found = program()
    assert found is not None
    theirs, writes = os.pipe()
    reads, theirs_too = os.pipe()

    words = [found, *_FLAGS, *flags, f"--user-data-dir={folder / 'browser'}"]
    # Chromium reads its pipe as 3 and writes it as 4; Python hands over numbers as they are.
    script = (
        "import os,sys,fcntl; r,w=(fcntl.fcntl(int(n),fcntl.F_DUPFD,10) for n in sys.argv[1:3])\n"
        "os.dup2(r,3); os.dup2(w,4); os.execv(sys.argv[3],sys.argv[3:])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(theirs), str(theirs_too), *words],
        pass_fds=(theirs, theirs_too),
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    os.close(theirs_too)
    browser = Chromium(reads, writes)
    try:
        yield browser
        browser.ask("Browser.close")
        process.wait(10)
    finally:
        process.kill()
        process.wait()
        browser.close()
