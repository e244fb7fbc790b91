namespace Broadsheet.Publishing;

/// <summary>
/// Sums up all that any file could show of a story: more than most files do, so that one sum serves them all. What is left out is never
/// printed: an article's text, how its facts were come by, and the rank, which fades from hour to hour.
/// </summary>
internal sealed class StoryPrints
{
    private readonly Fingerprint print = new();

    /// <summary>Places a story of an edition.</summary>
    /// <param name="story">The story.</param>
    /// <param name="placements">Why each of its articles is in it.</param>
    /// <param name="merged">Ids of the stories that lead to it.</param>
    /// <param name="dayOf">The site's day of an instant.</param>
    public PlacedStory Place(Story story, Placement?[] placements, string[] merged, Func<DateTimeOffset, DateOnly> dayOf)
    {
        var articles = new Checksum[story.Articles.Count];
        for (var i = 0; i < articles.Length; i++)
            articles[i] = Of(story.Articles[i]);
        print.Clear();
        print.Add(story.Id).Add(story.Heat).Add(story.LeadReason).Add(story.PublishReason).Add(story.IsPinned ? 1 : 0).Add(story.IsPublished ? 1 : 0);
        foreach (var article in articles)
            print.Add(article);
        foreach (var placement in placements)
            Add(placement);
        foreach (var id in merged)
            print.Add(id);
        return new PlacedStory(story, placements, merged, print.Sum(), articles, dayOf);
    }

    /// <summary>Sums up what is shown of a publisher.</summary>
    public Checksum Of(Provider provider)
    {
        print.Clear();
        Add(provider);
        return print.Sum();
    }

    /// <summary>Whether the sum of a story would be the same. Most are made of the same objects as before, and the others are compared faster than summed up.</summary>
    public static bool IsSame(PlacedStory known, Story story, Placement?[] placements, string[] merged)
    {
        var before = known.Story;
        if (story.Heat != before.Heat || story.IsPinned != before.IsPinned || story.IsPublished != before.IsPublished || story.Articles.Count != before.Articles.Count
            || story.LeadReason != before.LeadReason || story.PublishReason != before.PublishReason || !merged.AsSpan().SequenceEqual(known.Merged))
            return false;
        for (var i = 0; i < placements.Length; i++)
        {
            if (!IsSame(placements[i], known.Placements[i]) || !IsSame(story.Articles[i], before.Articles[i]))
                return false;
        }

        return true;
    }

    private static bool IsSame(Placement? left, Placement? right) =>
        ReferenceEquals(left, right)
        || (left is not null && right is not null && left.Reason == right.Reason && left.CopyOf == right.CopyOf && PerCent(left.Likeness) == PerCent(right.Likeness) && Meaning(left) == Meaning(right) && left.SharedTerms.SequenceEqual(right.SharedTerms));

    private static bool IsSame(Article left, Article right) =>
        ReferenceEquals(left, right)
        || (left.Id == right.Id && left.Path == right.Path && left.Title == right.Title && left.Excerpt == right.Excerpt
            && left.Published == right.Published && left.Modified == right.Modified && left.FirstSeen == right.FirstSeen
            && left.OriginalUrl == right.OriginalUrl && left.WebUrl == right.WebUrl && left.CanonicalUrl == right.CanonicalUrl
            && left.AmpWebUrl == right.AmpWebUrl && left.CdnAmpWebUrl == right.CdnAmpWebUrl && left.Type == right.Type
            && left.FeaturedContent == right.FeaturedContent && left.Language == right.Language && left.ForeignSecured == right.ForeignSecured
            && left.Quality.Value == right.Quality.Value && IsSame(left.Quality.Signals, right.Quality.Signals) && IsSame(left.Topics, right.Topics)
            && IsSame(left.Authors, right.Authors) && IsSame(left.Tags, right.Tags) && IsSame(left.Sightings, right.Sightings)
            && IsSame(left.Images, right.Images) && IsSame(left.Provider, right.Provider));

    private static bool IsSame(Provider left, Provider right) =>
        ReferenceEquals(left, right) || (left.Name == right.Name && left.Domain == right.Domain && left.IsListed == right.IsListed && IsSame(left.Images, right.Images));

    private static bool IsSame(IReadOnlyList<Picture> left, IReadOnlyList<Picture> right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!ReferenceEquals(left[i], right[i])
                && (left[i].Url != right[i].Url || left[i].Width != right[i].Width || left[i].Height != right[i].Height || left[i].IsCached != right[i].IsCached || !IsSame(left[i].Copies, right[i].Copies)))
                return false;
        }

        return true;
    }

    /// <summary>Of values that compare by what they hold.</summary>
    private static bool IsSame<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
        where T : IEquatable<T>
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!left[i].Equals(right[i]))
                return false;
        }

        return true;
    }

    private static long PerCent(double share) => (long)Math.Round(share * 100);

    private static long? Meaning(Placement placement) => placement.SecondOpinion is { } opinion ? PerCent(opinion) : null;

    private Checksum Of(Article article)
    {
        print.Clear();
        print.Add(article.Id).Add(article.Path).Add(article.Title).Add(article.Excerpt)
            .Add(article.Published).Add(article.Modified is null ? 0 : 1).Add(article.Modified ?? default).Add(article.FirstSeen)
            .Add(article.OriginalUrl).Add(article.WebUrl).Add(article.CanonicalUrl).Add(article.AmpWebUrl).Add(article.CdnAmpWebUrl)
            .Add((long)article.Type).Add(article.FeaturedContent).Add(article.Language).Add(article.ForeignSecured)
            .Add(article.Quality.Value).Add(article.Quality.Signals.Count);
        foreach (var signal in article.Quality.Signals)
            print.Add(signal.Name).Add(signal.Points).Add(signal.Evidence);
        print.Add(article.Topics.Count);
        foreach (var topic in article.Topics)
            print.Add(topic.Topic).Add(topic.Reason).Add(topic.Evidence);
        Add(article.Authors);
        Add(article.Tags);
        print.Add(article.Sightings.Count);
        foreach (var sighting in article.Sightings)
            print.Add(sighting.SourceUrl).Add(sighting.ItemIdentity).Add(sighting.IsCurated ? 1 : 0).Add(sighting.At);
        Add(article.Images);
        Add(article.Provider);
        return print.Sum();
    }

    private void Add(Placement? placement)
    {
        if (placement is null)
        {
            print.Add(-1);
            return;
        }

        print.Add(placement.Reason).Add(PerCent(placement.Likeness)).Add(placement.CopyOf);
        if (Meaning(placement) is { } meaning)
            print.Add(meaning);
        Add(placement.SharedTerms);
    }

    private void Add(Provider provider)
    {
        print.Add(provider.Name).Add(provider.Domain).Add(provider.IsListed ? 1 : 0);
        Add(provider.Images);
    }

    private void Add(IReadOnlyList<Picture> pictures)
    {
        print.Add(pictures.Count);
        foreach (var picture in pictures)
        {
            print.Add(picture.Url).Add(picture.Width).Add(picture.Height).Add(picture.IsCached ? 1 : 0).Add(picture.Copies.Count);
            foreach (var copy in picture.Copies)
                print.Add(copy.Url).Add(copy.Width).Add(copy.Height);
        }
    }

    private void Add(IReadOnlyList<string> texts)
    {
        print.Add(texts.Count);
        foreach (var text in texts)
            print.Add(text);
    }
}
