namespace Broadsheet.Extraction;

/// <summary>What came of making an article.</summary>
public abstract record ArticleResult
{
    private ArticleResult()
    {
    }

    /// <summary>An article.</summary>
    public sealed record Made(Article Article) : ArticleResult;

    /// <summary>None, for a reason that is kept.</summary>
    public sealed record Rejected(Rejection Rejection) : ArticleResult;
}

/// <summary>Why an item became no article.</summary>
/// <param name="Code">A code for machines: <c>no-address</c>, <c>home-page</c>, <c>no-title</c>.</param>
/// <param name="Sentence">A sentence for people.</param>
public sealed record Rejection(string Code, string Sentence);
