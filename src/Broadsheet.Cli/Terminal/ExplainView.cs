using System.Globalization;
using Broadsheet.Pages;
using Spectre.Console;

namespace Broadsheet.Cli.Terminal;

/// <summary>Shows why an article is what it is.</summary>
internal static class ExplainView
{
    /// <summary>Prints an explanation for people.</summary>
    public static void Show(IAnsiConsole console, Explanation why)
    {
        var article = why.Article;
        console.MarkupLineInterpolated($"[bold]{article.Title}[/]");
        console.MarkupLineInterpolated($"{article.Provider.Name} ({article.Provider.Domain}), {Instant(article.Published)} ({Lower(article.PublishedOrigin)})");
        console.MarkupLineInterpolated($"{article.CanonicalUrl}");
        console.MarkupLineInterpolated($"{article.Path}");
        console.WriteLine();
        Topics(console, article);
        Quality(console, article);
        Story(console, why);
        Heat(console, why);
        Facts(console, article);
        Page(console, why.PageCandidates);
        foreach (var decision in why.Decisions)
            console.MarkupLineInterpolated($"Editor: {decision}");
    }

    private static void Topics(IAnsiConsole console, Article article)
    {
        var table = Section("Topic", "Because", "Evidence");
        foreach (var topic in article.Topics)
            Add(table, topic.Topic, topic.Reason, topic.Evidence);
        console.Write(table);
    }

    private static void Quality(IAnsiConsole console, Article article)
    {
        var table = Section("Quality", "Points", "Evidence");
        table.Columns[1].RightAligned();
        foreach (var signal in article.Quality.Signals)
            Add(table, signal.Name, Signed(signal.Points), signal.Evidence);
        var sum = article.Quality.Signals.Sum(signal => signal.Points);
        Add(table, "sum", Number(article.Quality.Value), sum < 0 ? "raised to zero" : "");
        console.Write(table);
    }

    private static void Story(IAnsiConsole console, Explanation why)
    {
        var table = Section("Story " + why.Story.Id, "Provider", "Quality", "Published");
        table.Columns[2].RightAligned();
        foreach (var member in why.Story.Articles)
            Add(table, (member.Id == why.Article.Id ? "→ " : "  ") + member.Title, member.Provider.Name, Number(member.Quality.Value), Instant(member.Published));
        console.Write(table);
        if (why.Placement is { } placement)
        {
            console.MarkupLineInterpolated($"It {PlacementWords(placement)}.");
            if (placement.Parts.Count > 0)
                console.MarkupLineInterpolated($"Likeness {Fine(placement.Likeness)} = {string.Join(" + ", placement.Parts.Select(part => $"{Fine(part.Value)} to {Member(why.Story, part)}"))}.");
            if (placement.SecondOpinion is { } opinion)
                console.MarkupLineInterpolated($"{OpinionWords(placement, opinion)}");
            if (placement.CopyOf is { } original)
                console.MarkupLineInterpolated($"It is a wire copy of {Named(why.Story, original)}.");
            if (why.RunnerUpLead is { } other)
                console.MarkupLineInterpolated($"Next in likeness ({Real(placement.RunnerUpLikeness)}): {other.Title}");
        }
        if (why.Story.LeadReason.Length > 0)
            console.MarkupLineInterpolated($"Lead: {why.Story.Lead.Title}. {why.Story.LeadReason}");
        console.WriteLine();
    }

    private static void Heat(IAnsiConsole console, Explanation why)
    {
        if (why.IsLead)
            console.MarkupLineInterpolated($"Heat {Number(why.Heat)} = {string.Join(" + ", why.Story.HeatParts.Select(part => $"{Number(part.Value)} {part.Name} ({part.Evidence})"))}.");
        else
            console.MarkupLineInterpolated($"Heat −1: it is related to the lead of its story.");
        console.MarkupLineInterpolated($"{(why.IsLead ? why.Story.PublishReason : "Not published by itself: the lead stands for the story.")}");
        var table = Section("Rank", "Value", "Evidence");
        table.Columns[1].RightAligned();
        foreach (var part in why.Story.RankParts)
            Add(table, part.Name, Real(part.Value), part.Evidence);
        Add(table, "sum", Real(why.Story.Rank), "");
        console.Write(table);
    }

    private static void Facts(IAnsiConsole console, Article article)
    {
        var table = Section("Fact", "Found in");
        foreach (var (fact, origin) in article.Origins.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Add(table, fact, origin);
        foreach (var sighting in article.Sightings)
            Add(table, "came through", sighting.SourceUrl);
        console.Write(table);
    }

    /// <summary>An article of the story by its publisher and title; by its id when it is not there any more.</summary>
    private static string Named(Story story, string articleId) =>
        story.Articles.FirstOrDefault(article => article.Id == articleId) is { } article ? $"“{article.Title}” ({article.Provider.Name})" : articleId;

    private static string Member(Story story, LikenessPart part) =>
        part.ArticleId is { } id ? Named(story, id) : Counted.Of(part.Links, "other");

    private static void Page(IAnsiConsole console, IReadOnlyList<PageCandidate> candidates)
    {
        if (candidates.Count == 0)
            return;
        var table = Section("Its page says", "Sure", "Value", "From");
        table.Columns[1].RightAligned();
        var field = "";
        foreach (var candidate in candidates)
        {
            // The first of a field is the one that was believed.
            Add(table, candidate.Field == field ? "" : candidate.Field, candidate.Confidence.ToString("0.00", CultureInfo.InvariantCulture), candidate.Value, candidate.From);
            field = candidate.Field;
        }
        console.Write(table);
    }

    private static string PlacementWords(Placement placement) => placement.Reason switch
    {
        "opened" => "opened the story",
        "editor" => "is there because an editor said so",
        "merged" => $"came with a story that was merged into this one, likeness {Real(placement.Likeness)}; shared words: {string.Join(", ", placement.SharedTerms)}",
        "adopted" => "was in the story when the site's records were taken over",
        "split" => "left another story when that fell apart",
        _ => $"joined the story, likeness {Real(placement.Likeness)}; shared words: {string.Join(", ", placement.SharedTerms)}",
    };

    /// <summary>What the sentence model said where words left it open.</summary>
    private static string OpinionWords(Placement placement, double opinion) => placement.Reason switch
    {
        "opened" => $"Words left it open whether it belongs to the next in likeness; a second opinion decided: {Real(opinion)} alike in meaning, too little.",
        "merged" => $"Second opinion: {Real(opinion)} alike in meaning.",
        _ => $"Words left it open; a second opinion decided: {Real(opinion)} alike in meaning to the story, enough.",
    };

    private static Table Section(string first, params string[] others) =>
        new Table().Border(TableBorder.Simple).AddColumn(Markup.Escape(first)).AddColumns([.. others.Select(Markup.Escape)]);

    private static void Add(Table table, params ReadOnlySpan<string> cells) => table.AddRow([.. cells.ToArray().Select(Markup.Escape)]);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Lower(DateOrigin origin) => origin.ToString().ToLowerInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Signed(int number) => number.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    private static string Fine(double number) => number.ToString("0.#####", CultureInfo.InvariantCulture);

    private static string Real(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
