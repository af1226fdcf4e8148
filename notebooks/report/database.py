"""Reads InfluxDB 1.x."""

from dataclasses import dataclass

import requests

from report.problem import Problem

TIME_OUT_SECONDS = 60


@dataclass(frozen=True)
class Series:
    """The rows of one group: what its tags are, and each row by the names of its columns."""

    tags: dict
    rows: list


class Database:
    """One database of a server.

    `user` and `password` are None where the server asks for none; `trusted` is the file with the
    certificates to trust over HTTPS, None for the system's.
    """

    def __init__(self, url, name, user=None, password=None, trusted=None):
        self.url = url.rstrip("/")
        self.name = name
        self._credentials = (user, password or "") if user else None
        self._trusted = str(trusted) if trusted else True

    def series(self, query):
        """The groups that a query of InfluxQL answers, times in seconds; none where nothing is.

        Raises Problem where the server is not there, or refuses.
        """
        try:
            answer = requests.post(
                f"{self.url}/query",
                params={"db": self.name, "epoch": "s"},
                data={"q": query},
                auth=self._credentials,
                verify=self._trusted,
                timeout=TIME_OUT_SECONDS,
            )
            body = answer.json()
        except requests.exceptions.SSLError as failure:
            raise Problem(
                f"InfluxDB's certificate at {self.url} is not trusted ({failure}). "
                "--influx-ca-file names the certificates to trust."
            ) from None
        except requests.exceptions.ConnectionError:
            raise Problem(
                f"InfluxDB does not answer at {self.url}. Is the stack up? Start it with "
                "'make demo', or name another with --influx-url."
            ) from None
        except (requests.exceptions.RequestException, ValueError) as failure:
            raise Problem(
                f"What answers at {self.url} does not speak as InfluxDB does: {failure}"
            ) from None
        result = body.get("results", [{}])[0]
        error = body.get("error") or result.get("error")
        if answer.status_code in (401, 403):
            raise Problem(
                f"InfluxDB at {self.url} does not let you in: {error}. "
                "Name a user with --influx-user and --influx-password-file."
            )
        if error:
            raise Problem(f"InfluxDB at {self.url} refused a query: {error}")
        return [
            Series(group.get("tags", {}), [dict(zip(group["columns"], row)) for row in group["values"]])
            for group in result.get("series", [])
        ]

    def rows(self, query):
        """The rows of a query that has no groups."""
        return [row for group in self.series(query) for row in group.rows]
