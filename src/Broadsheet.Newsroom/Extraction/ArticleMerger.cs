namespace Broadsheet.Extraction;

/// <summary>
/// Joins an article we hold with itself, arriving again or through another feed. What identifies it stays: id, path, publication and
/// first sight. Facts change only by the word of the one who publishes it, so that syndicators cannot take turns.
/// </summary>
public sealed class ArticleMerger
{
    /// <summary>The article as it stands now, and the names of the facts that changed.</summary>
    /// <param name="held">What we hold.</param>
    /// <param name="arriving">What has come in now.</param>
    public MergedArticle Merge(Article held, Article arriving)
    {
        List<string> changed = [];
        var sightings = SightingsOf(held, arriving);
        if (sightings.Count > held.Sightings.Count)
            changed.Add("sightings");

        var merged = held with { Sightings = sightings };
        if (IsTakenOver(held, arriving))
            merged = TakeOver(merged, arriving, changed);
        else if (held.Provider.Domain == arriving.Provider.Domain)
            merged = Fill(MaySpeak(held, arriving) ? Update(merged, arriving, changed) : merged, arriving, changed);
        return new(merged, changed);
    }

    /// <summary>Only when both copies name the arriving provider's address as the work's own: then the held one was the syndicator.</summary>
    private static bool IsTakenOver(Article held, Article arriving) =>
        held.Provider.Domain != arriving.Provider.Domain && IsAtHome(arriving) && !IsAtHome(held);

    /// <summary>Whether the address that identifies the work is the provider's own.</summary>
    private static bool IsAtHome(Article article) =>
        WebAddress.TryParse(article.CanonicalUrl, out var canonical)
        && (canonical.SiteHost == article.Provider.Domain || canonical.Host.EndsWith("." + article.Provider.Domain, StringComparison.Ordinal));

    /// <summary>Two feeds of one site may word a headline differently for good: the first one speaks, or whoever states a later change.</summary>
    private static bool MaySpeak(Article held, Article arriving)
    {
        if (arriving.Modified is { } modified && (held.Modified is not { } known || modified > known) && modified > held.FirstSeen)
            return true;
        return held.Sightings.Count == 0 || arriving.Sightings.Any(sighting => sighting.SourceUrl == held.Sightings[0].SourceUrl);
    }

    private static Article TakeOver(Article merged, Article arriving, List<string> changed)
    {
        changed.Add("provider");
        if (merged.Title != arriving.Title)
            changed.Add("title");
        return arriving with
        {
            Id = merged.Id,
            Path = merged.Path,
            Published = merged.Published,
            PublishedOrigin = merged.PublishedOrigin,
            FirstSeen = merged.FirstSeen,
            Sightings = merged.Sightings,
            ForeignSecured = merged.ForeignSecured,
            Topics = merged.Topics,
            Quality = merged.Quality,
        };
    }

    private static Article Update(Article merged, Article arriving, List<string> changed)
    {
        if (IsMaterial(merged.Title, arriving.Title))
        {
            changed.Add("title");
            merged = Told(merged, arriving, "title") with { Title = arriving.Title };
        }
        if (arriving.Excerpt.Length > 0 && IsMaterial(merged.Excerpt, arriving.Excerpt))
        {
            changed.Add("excerpt");
            merged = Told(merged, arriving, "excerpt") with { Excerpt = arriving.Excerpt };
        }
        if (arriving.Text is { Length: > 0 } text && IsMaterial(merged.Text ?? "", text))
        {
            changed.Add("text");
            merged = merged with { Text = text };
        }
        if (arriving.Images.Count > 0 && !merged.Images.SequenceEqual(arriving.Images))
        {
            changed.Add("images");
            merged = Told(merged, arriving, "image") with { Images = arriving.Images };
        }
        // A new "modified" without anything new in it is no reason to write the record again.
        if (changed.Exists(fact => fact is not "sightings") && arriving.Modified is { } modified && modified != merged.Modified)
            merged = merged with { Modified = modified };
        return merged;
    }

    /// <summary>What was missing may come from any feed of the same provider; nothing is replaced by nothing.</summary>
    private static Article Fill(Article merged, Article arriving, List<string> changed)
    {
        if (merged.Excerpt.Length == 0 && arriving.Excerpt.Length > 0)
        {
            changed.Add("excerpt");
            merged = Told(merged, arriving, "excerpt") with { Excerpt = arriving.Excerpt };
        }
        if (merged.Images.Count == 0 && arriving.Images.Count > 0)
        {
            changed.Add("images");
            merged = Told(merged, arriving, "image") with { Images = arriving.Images };
        }
        if (merged.Authors.Count == 0 && arriving.Authors.Count > 0)
        {
            changed.Add("authors");
            merged = Told(merged, arriving, "authors") with { Authors = arriving.Authors };
        }
        if (merged.AmpWebUrl is null && arriving.AmpWebUrl is not null)
        {
            changed.Add("ampWebUrl");
            merged = Told(merged, arriving, "ampWebUrl") with { AmpWebUrl = arriving.AmpWebUrl, CdnAmpWebUrl = arriving.CdnAmpWebUrl };
        }
        return merged with { Text = merged.Text ?? arriving.Text, Language = merged.Language ?? arriving.Language };
    }

    /// <summary>Spacing, quotes and capitals are edited without changing what is said.</summary>
    private static bool IsMaterial(string held, string arriving) => held != arriving && PlainText.Fold(held) != PlainText.Fold(arriving);

    private static Article Told(Article merged, Article arriving, string field)
    {
        if (!arriving.Origins.TryGetValue(field, out var from))
            return merged;
        return merged with { Origins = new SortedDictionary<string, string>(merged.Origins.ToDictionary(), StringComparer.Ordinal) { [field] = from } };
    }

    private static IReadOnlyList<Sighting> SightingsOf(Article held, Article arriving)
    {
        var known = held.Sightings.Select(sighting => (sighting.SourceUrl, sighting.ItemIdentity)).ToHashSet();
        var fresh = arriving.Sightings.Where(sighting => known.Add((sighting.SourceUrl, sighting.ItemIdentity))).ToList();
        return fresh.Count == 0 ? held.Sightings : [.. held.Sightings, .. fresh];
    }
}

/// <summary>An article after joining.</summary>
/// <param name="Article">The article.</param>
/// <param name="Changed">Names of the facts that changed, such as <c>title</c> or <c>sightings</c>; empty when nothing did.</param>
public sealed record MergedArticle(Article Article, IReadOnlyList<string> Changed);
