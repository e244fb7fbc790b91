using System.Collections.ObjectModel;

namespace Broadsheet.Polling;

/// <summary>What became of a request. A publisher's fault is one of these, never an exception.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>The publisher sent something.</summary>
    /// <param name="Body">The bytes, unpacked.</param>
    /// <param name="FinalUrl">Where redirects led.</param>
    public sealed record Fetched(ReadOnlyMemory<byte> Body, string FinalUrl) : FetchResult
    {
        /// <summary>The Content-Type as sent.</summary>
        public string? ContentType { get; init; }

        /// <summary>The entity tag, verbatim.</summary>
        public string? ETag { get; init; }

        /// <summary>The Last-Modified, verbatim.</summary>
        public string? LastModified { get; init; }

        /// <summary>How long the publisher says the answer stays fresh (RFC 9111, max-age or Expires).</summary>
        public TimeSpan? Freshness { get; init; }

        /// <summary>The headers that say something about the document: Content-Language and Content-Location, when sent.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

        /// <summary>The Link headers, verbatim (WebSub announces its hub there).</summary>
        public IReadOnlyList<string> Links { get; init; } = [];

        /// <summary>Where the permanent redirects (301, 308) at the start of the way led; null when the first answer was not one.</summary>
        public string? MovedTo { get; init; }

        /// <summary>Whether there was more than was read.</summary>
        public bool IsPartial { get; init; }
    }

    /// <summary>Nothing has changed since the validators were given (304).</summary>
    public sealed record NotModified : FetchResult
    {
        /// <summary>How long the publisher says the answer stays fresh.</summary>
        public TimeSpan? Freshness { get; init; }

        /// <summary>A renewed Last-Modified, verbatim.</summary>
        public string? LastModified { get; init; }

        /// <summary>Where the permanent redirects at the start of the way led.</summary>
        public string? MovedTo { get; init; }
    }

    /// <summary>The publisher says it is gone for good (410).</summary>
    public sealed record Gone : FetchResult;

    /// <summary>There is no answer to use.</summary>
    /// <param name="Reason">A sentence for people.</param>
    /// <param name="Code">For machines: <c>http-404</c>, <c>time-out</c>, <c>too-large</c> …</param>
    /// <param name="RetryAfter">How long we are asked to wait, if we are.</param>
    public sealed record Failed(string Reason, string Code, TimeSpan? RetryAfter = null) : FetchResult;
}
