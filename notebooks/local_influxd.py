"""A real InfluxDB as a child process, with its own directory and port, for the tests."""

import os
import socket
import subprocess
import time

import requests

CONFIG = """
reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
  dir = "{directory}/meta"
[data]
  dir = "{directory}/data"
  wal-dir = "{directory}/wal"
  query-log-enabled = false
[monitor]
  store-enabled = false
[subscriber]
  enabled = false
[continuous_queries]
  enabled = false
[http]
  bind-address = "127.0.0.1:{port}"
  log-enabled = false
  auth-enabled = {asks}
"""
START_LIMIT_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LocalInfluxd:
    """Starts in the constructor and answers when it returns; ends with `close`.

    With an administrator, a name and a password, it asks everybody for theirs.
    """

    def __init__(self, directory, administrator=None):
        self._administrator = None
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        config = directory / "influxdb.conf"
        config.write_text(
            CONFIG.format(directory=directory, port=port, asks=str(bool(administrator)).lower())
        )
        self._log = directory / "influxd.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [os.environ.get("INFLUXD", "influxd"), "-config", str(config)],
                stdout=log,
                stderr=log,
            )
        self._await_answer()
        if administrator:
            self.query("CREATE USER {} WITH PASSWORD '{}' WITH ALL PRIVILEGES".format(*administrator))
            self._administrator = administrator

    def query(self, text):
        answer = requests.post(
            f"{self.url}/query", data={"q": text}, auth=self._administrator, timeout=30
        )
        answer.raise_for_status()
        return answer.json()

    def write(self, database, lines):
        """Writes line protocol with times in seconds."""
        answer = requests.post(
            f"{self.url}/write",
            params={"db": database, "precision": "s"},
            data="\n".join(lines).encode(),
            auth=self._administrator,
            timeout=30,
        )
        assert answer.status_code == 204, answer.text

    def close(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _await_answer(self):
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                if requests.get(f"{self.url}/ping", timeout=5).status_code == 204:
                    return
            except requests.exceptions.ConnectionError:
                time.sleep(0.02)
        self._process.kill()
        raise RuntimeError(f"influxd did not come up: {self._log.read_text()}")
