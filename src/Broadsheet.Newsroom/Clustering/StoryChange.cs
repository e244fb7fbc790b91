namespace Broadsheet.Clustering;

/// <summary>What became of a story after its articles were placed; the keeper of articles moves them accordingly, in the order reported.</summary>
public abstract record StoryChange
{
    private StoryChange()
    {
    }

    /// <summary>All articles of one story, those no longer active included, belong to another from now on.</summary>
    /// <param name="StoryId">The story that ends.</param>
    /// <param name="IntoStoryId">The story that goes on.</param>
    /// <param name="Likeness">How like each other they had grown, 0 to 1; 1 when an editor joined them.</param>
    /// <param name="Reason">A code for machines: <c>merged</c> or <c>editor</c>.</param>
    public sealed record Merged(string StoryId, string IntoStoryId, double Likeness, string Reason) : StoryChange
    {
        /// <summary>How alike they are in meaning, if that decided; null where words sufficed.</summary>
        public double? SecondOpinion { get; init; }
    }

    /// <summary>Some articles left a story and form one of their own.</summary>
    /// <param name="StoryId">The story they leave.</param>
    /// <param name="NewStoryId">The story they form.</param>
    /// <param name="ArticleIds">The articles that move.</param>
    /// <param name="Reason">A code for machines: <c>split</c> or <c>editor</c>.</param>
    public sealed record Split(string StoryId, string NewStoryId, IReadOnlyList<string> ArticleIds, string Reason) : StoryChange;
}
