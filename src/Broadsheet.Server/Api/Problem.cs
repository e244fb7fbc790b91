using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Broadsheet.Server.Api;

/// <summary>Says no with a reason (RFC 9457).</summary>
internal static class Problem
{
    /// <summary>The request cannot be made sense of.</summary>
    public static ProblemHttpResult BadRequest(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be understood.");

    /// <summary>There is no such thing.</summary>
    public static ProblemHttpResult NotFound(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status404NotFound, title: "There is no such thing.");

    /// <summary>The place a cursor named is gone.</summary>
    public static ProblemHttpResult CursorGone() =>
        TypedResults.Problem(
            "cursor: what it named is in this list no more. Begin again without one.", statusCode: StatusCodes.Status410Gone, title: "The list has changed.");

    /// <summary>We do not know who asks.</summary>
    public static ProblemHttpResult Unauthorized(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status401Unauthorized, title: "Who are you?");

    /// <summary>We know who asks, and they may not.</summary>
    public static ProblemHttpResult Forbidden(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden, title: "Not allowed.");

    /// <summary>It has changed since it was looked at.</summary>
    public static ProblemHttpResult Conflict(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status409Conflict, title: "Somebody was faster.");

    /// <summary>It will not be taken.</summary>
    public static ProblemHttpResult Refused(int status, string reason) => TypedResults.Problem(reason, statusCode: status, title: "Not accepted.");

    /// <summary>Not now.</summary>
    public static ProblemHttpResult Unavailable(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not at the moment.");
}
