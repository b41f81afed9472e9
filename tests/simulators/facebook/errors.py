"""Graph's own errors: one envelope, a code, mostly a subcode (developers.facebook.com, "Error handling")."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from tests.simulators.wire import Response

MESSAGES: Mapping[tuple[int, int], str] = {
    (1, 0): "An unknown error has occurred.",
    (2, 0): "Service temporarily unavailable",
    (4, 0): "(#4) Application request limit reached",
    (10, 0): "(#10) This permission has not been used for 90 days and has to be granted again",
    (10, 2018278): "(#10) This message is sent outside of allowed window.",
    (551, 1545041): "(#551) This person isn't available right now.",
    (10900, 0): "(#10900) Activity already replied to",
    (10903, 0): "(#10903) This user cant reply to this activity",
    (17, 0): "(#17) User request limit reached",
    (32, 0): "(#32) Page request limit reached",
    (100, 33): (
        "Unsupported request. Object with ID does not exist, cannot be loaded due to missing permissions, "
        "or does not support this operation"
    ),
    (100, 1366051): "These photos were already posted",
    (100, 1609005): "The link could not be scraped",
    (100, 1609008): "A link to facebook.com cannot be posted",
    (100, 2061006): "The URL is not valid",
    (190, 458): "Error validating access token: the user has not authorized application",
    (190, 459): "Error validating access token: You cannot access the app till you log in and follow the instructions",
    (190, 460): "Error validating access token: The session has been invalidated because the user changed the password",
    (190, 463): "Error validating access token: Session has expired",
    (190, 464): "Error validating access token: Sessions for the user are not allowed because the user is unconfirmed",
    (190, 467): "Error validating access token: The session is invalid",
    (190, 492): "Error validating access token: The user has no role on the Page",
    (240, 0): "(#240) Requires a valid user is specified",
    (283, 0): "(#283) Requires pages_read_engagement permission",
    (324, 1366046): (
        "Your photos couldn't be uploaded. Photos should be less than 4 MB and saved as JPG, PNG, GIF, TIFF, HEIF "
        "or WebP files."
    ),
    (324, 2069019): "(#324) Missing or invalid image file",
    (341, 0): "(#341) Application limit reached",
    (390, 1363030): "(#390) Video Upload Timeout",
    (390, 1363037): "(#390) There was a problem uploading your video. Please try uploading it again.",
    (368, 0): "(#368) The action attempted has been deemed abusive or is otherwise disallowed",
    (368, 1390008): "(#368) You're going too fast; the feature is temporarily blocked",
    (506, 0): "(#506) Duplicate status message",
    (613, 0): "(#613) Calls to this api have exceeded the rate limit.",
    (1705, 0): "(#1705) The action was tried as a person and not as the Page",
    (3001, 1504028): "(#3001) Specify at least one metric",
    (80001, 0): "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
}
STATUS: Mapping[int, int] = {1: 500, 2: 503, 102: 401, 190: 401, 10: 403, 200: 403, 4: 403, 17: 403, 32: 403, 613: 403}
"""HTTP status by code; 400 else. The documentation names none: a client has to go by the code."""


class GraphError(Exception):
    """An error to be answered."""

    def __init__(
        self,
        code: int,
        message: str = "",
        *,
        subcode: int = 0,
        kind: str = "OAuthException",
        data: Mapping[str, Any] | None = None,
    ) -> None:
        told = message or MESSAGES.get((code, subcode)) or MESSAGES.get((code, 0)) or f"(#{code}) Error"
        super().__init__(told)
        self.code = code
        self.subcode = subcode
        self.kind = kind
        self.data = data

    @property
    def name(self) -> str:
        """``190/463`` or ``100``."""
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


def invalid(message: str) -> GraphError:
    """Code 100, as for everything that is wrong with a parameter."""
    return GraphError(100, f"(#100) {message}")


def unknown_object() -> GraphError:
    return GraphError(100, subcode=33, kind="GraphMethodException")


class Envelope:
    """Makes answers of errors; each has a trace id of its own."""

    def __init__(self) -> None:
        self._traces = count(1)

    def __call__(self, error: GraphError, options: Mapping[str, Any] | None = None) -> Response:
        given = options or {}
        told: dict[str, Any] = {"message": str(error), "type": error.kind, "code": error.code}
        if error.subcode:
            told["error_subcode"] = error.subcode
            told["error_user_title"] = "Không thực hiện được"
            told["error_user_msg"] = "Facebook nêu lý do ở đây bằng ngôn ngữ của người dùng."
        if error.data is not None:
            told["error_data"] = error.data
        told["is_transient"] = bool(given.get("is_transient", error.code in (1, 2)))
        told["fbtrace_id"] = f"AsimTrace{next(self._traces):06d}"
        status = int(given.get("status", STATUS.get(error.code, 400)))
        return Response.of({"error": told}, status, notes={"error": error.name})
