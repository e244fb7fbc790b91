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

    /// <summary>Not now.</summary>
    public static ProblemHttpResult Unavailable(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not at the moment.");
}
