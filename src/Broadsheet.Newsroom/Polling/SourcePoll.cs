using Broadsheet.Feeds;

namespace Broadsheet.Polling;

/// <summary>What came of asking one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="State">What to remember of it from now on.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Feed">The document, when there is a new one.</param>
/// <param name="FinalUrl">Where the document was found; the base of its relative addresses.</param>
public sealed record SourcePoll(Source Source, PollState State, PollOutcome Outcome, Feed? Feed = null, string? FinalUrl = null);

/// <summary>How a poll ended.</summary>
public enum PollOutcome
{
    /// <summary>There is a new document.</summary>
    Read,

    /// <summary>Nothing has changed, by the server's word or by the bytes.</summary>
    NotModified,

    /// <summary>No usable answer; the state says why.</summary>
    Failed,

    /// <summary>The publisher says that it is gone for good.</summary>
    Gone,
}
