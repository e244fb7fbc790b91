using System.Globalization;
using Broadsheet.Decisions;
using Broadsheet.Publishing;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Runs;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Desk;

/// <summary>
/// Where editors decide: one decision after the other, each checked against what its editor saw, written to the log and to the disk before
/// anybody is told that it holds, and printed at once.
/// </summary>
internal sealed partial class EditorsDesk : IDisposable
{
    /// <summary>Characters of a reason, a note or a headline that are taken.</summary>
    public const int LongestText = 2000;

    // A page is printed in well under a second on a usual site; on a huge one the editor need not wait for it.
    private static readonly TimeSpan LongestPrinting = TimeSpan.FromSeconds(5);
    private const int WritingTries = 50;

    private readonly SemaphoreSlim alone = new(1, 1);
    private readonly Newsstand stand;
    private readonly Pressroom pressroom;
    private readonly AccountBook accounts;
    private readonly TimeProvider time;
    private readonly DecisionLog log;
    private readonly ILogger<EditorsDesk> logger;

    public EditorsDesk(LiveSetup setup, Newsstand stand, Pressroom pressroom, AccountBook accounts, ILogger<EditorsDesk> logger)
    {
        this.stand = stand;
        this.pressroom = pressroom;
        this.accounts = accounts;
        this.logger = logger;
        time = setup.Time;
        log = new DecisionLog(setup.ReadSite().Root);
    }

    /// <summary>Stands for all that was decided about a story: whoever decides about it says which state they saw.</summary>
    public static string SeenOf(DecisionBook book, Story story) => book.About(story) is [.., var last] all ? string.Create(CultureInfo.InvariantCulture, $"{all.Count}-{last.Id}") : "0";

    /// <summary>Decides.</summary>
    /// <param name="proposal">What is wanted.</param>
    /// <param name="who">Who wants it; they must be allowed to decide.</param>
    /// <param name="cancellation">Ends the waiting for the printing, not the decision.</param>
    /// <exception cref="IOException">The disk refuses; nothing was decided.</exception>
    public async Task<DeskAnswer> DecideAsync(Proposal proposal, Caller who, CancellationToken cancellation)
    {
        if (stand.Current is null)
            return new DeskAnswer.Refused("The news are being read from the store. Try again in a moment.");
        DeskAnswer answer;
        await alone.WaitAsync(cancellation);
        try
        {
            answer = await DecideAsync(new DecisionBook(log.Read()), proposal, who);
        }
        finally
        {
            alone.Release();
        }

        return answer is DeskAnswer.Decided decided ? decided with { Trouble = await PrintAsync(cancellation) } : answer;
    }

    /// <summary>Has the site printed with what was decided or changed.</summary>
    /// <returns>Null when it is printed; otherwise why not, or not yet.</returns>
    public async Task<string?> PrintAsync(CancellationToken cancellation)
    {
        var printing = pressroom.PrintSoonAsync();
        var first = await Task.WhenAny(printing, Task.Delay(LongestPrinting, time, cancellation));
        return first == printing ? await printing : "It is being printed; the pages follow in a moment.";
    }

    /// <inheritdoc/>
    public void Dispose() => alone.Dispose();

    private async Task<DeskAnswer> DecideAsync(DecisionBook book, Proposal proposal, Caller who)
    {
        var news = stand.Current!;
        var now = time.GetUtcNow();
        // Decisions are told apart, and put in order, by their instant: no two have the same.
        var at = book.All is [.., var last] && last.At >= now ? last.At.AddMilliseconds(1) : now;
        var draft = new DecisionDraft(news, book, at, who.Account.Name);
        var answer = draft.Make(proposal);
        if (answer is not DeskAnswer.Decided { Decision: var decision })
            return answer;
        var written = await AppendAsync(decision);
        accounts.Audit.Add(who.Account.Name, "decided", written.Id, DecisionWords.Of(written) + (written.Why.Length > 0 ? $": {written.Why}" : ""), who.From);
        LogDecided(who.Account.Name, written.Id);
        return new DeskAnswer.Decided(written, Trouble: null);
    }

    /// <summary>The command line may be writing at the same moment; it is done in milliseconds.</summary>
    private async Task<Decision> AppendAsync(Decision decision)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return log.Append(decision);
            }
            catch (IOException) when (tries < WritingTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Who} decided {Decision}.")]
    private partial void LogDecided(string who, string decision);
}

/// <summary>Makes a decision of a proposal, or says why there is none.</summary>
/// <param name="News">The news as they are laid out.</param>
/// <param name="Book">All that was decided until now, printed or not.</param>
/// <param name="At">The moment of the decision.</param>
/// <param name="By">Who decides.</param>
internal sealed record DecisionDraft(NewsSnapshot News, DecisionBook Book, DateTimeOffset At, string By)
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The decision, not yet written; or why there is none.</summary>
    public DeskAnswer Make(Proposal proposal)
    {
        if (proposal.Why.Length > EditorsDesk.LongestText)
            return new DeskAnswer.Refused("The reason is too long.");
        if (proposal.Kind == "undo")
            return Undo(proposal);
        if (proposal is { Kind: "hide", Articles: [var hidden] } && News.FindArticle(hidden) is null && Book.IsHidden(hidden))
            return new DeskAnswer.Refused("It is hidden already.");
        if (StoryOf(proposal) is not { } story)
            return new DeskAnswer.NotThere("There is no such story; it may have been hidden, or its articles are elsewhere now.");
        var others = proposal.Others.Select(FindStory).ToList();
        if (others.Contains(null))
            return new DeskAnswer.NotThere("One of the stories is not there any more.");
        if (proposal.Seen is { } seen && Since(seen, story) is { } since)
            return new DeskAnswer.Conflict(since, EditorsDesk.SeenOf(Book, story));
        var leaving = proposal.Articles.Distinct(StringComparer.Ordinal).Select(id => story.Articles.FirstOrDefault(article => article.Id == id)).ToList();
        if (leaving.Contains(null))
            return new DeskAnswer.NotThere("One of the articles is not in this story any more.");
        return Make(proposal, story, [.. others.OfType<Story>()], [.. leaving.OfType<Article>()]);
    }

    private DeskAnswer Make(Proposal proposal, Story story, List<Story> others, List<Article> articles)
    {
        var why = Plain(proposal.Why);
        switch (proposal.Kind)
        {
            case "merge":
                others = [.. others.Where(other => other.Id != story.Id).DistinctBy(other => other.Id)];
                return others.Count == 0 ? new DeskAnswer.Refused("It takes two stories to make one.") : Decided(StoryDecisions.Merge(story, others, At, By, why));
            case "split":
                return articles.Count == 0 || articles.Count == story.Articles.Count
                    ? new DeskAnswer.Refused("Choose the articles that are to leave; one at least must stay.")
                    : Decided(StoryDecisions.Split(story, articles, At, By, why));
            case "lead":
                return articles is [var lead] ? Decided(new Decision.SetLead(story.Id, lead.Id) { At = At, By = By, Why = why }) : new DeskAnswer.Refused("Name the one article that is to lead.");
            case "correct":
                return articles is [var wrong] ? Correct(proposal, wrong, why) : new DeskAnswer.Refused("Name the one article that is to be corrected.");
            case "pin":
                return Decided(new Decision.Pin(story.Id) { At = At, By = By, Why = why });
            case "unpin":
                return Decided(new Decision.Unpin(story.Id) { At = At, By = By, Why = why });
            case "publish":
                return Decided(new Decision.Publish(story.Id) { At = At, By = By, Why = why });
            case "unpublish":
                return Decided(new Decision.Unpublish(story.Id) { At = At, By = By, Why = why });
            case "hide":
                return articles.Count > 1
                    ? new DeskAnswer.Refused("Hide one article at a time, or the whole story.")
                    : Decided(new Decision.Hide(articles is [var one] ? one.Id : story.Id) { At = At, By = By, Why = why });
            case "note":
                return Plain(proposal.Text ?? "") is { Length: > 0 and <= EditorsDesk.LongestText } text
                    ? Decided(new Decision.Note(articles is [var noted] ? noted.Id : story.Id, text) { At = At, By = By, Why = why })
                    : new DeskAnswer.Refused("A note has 1 to 2000 characters.");
            default:
                return new DeskAnswer.Refused($"There is no decision of the kind '{proposal.Kind}'. Known: {string.Join(", ", Proposal.Kinds)}.");
        }
    }

    private DeskAnswer Correct(Proposal proposal, Article article, string why)
    {
        var title = proposal.Title is { } written ? Plain(written) : null;
        if (title is { Length: 0 or > 500 })
            return new DeskAnswer.Refused("A headline has 1 to 500 characters.");
        if (proposal.Excerpt is { Length: > EditorsDesk.LongestText })
            return new DeskAnswer.Refused("The summary is too long.");
        if (proposal.Topics?.FirstOrDefault(topic => News.Edition.Topics.All(known => known.Name != topic)) is { } unknown)
            return new DeskAnswer.Refused($"There is no topic '{unknown}'.");
        if (proposal.Published is { } published && (published < Earliest || published > At.AddDays(1)))
            return new DeskAnswer.Refused("It cannot have been published then.");
        if (proposal.Picture is { } picture && (SafeLink.Of(picture.Url) is null || picture.Width is < 1 or > 20_000 || picture.Height is < 1 or > 20_000))
            return new DeskAnswer.Refused("A picture needs an absolute http or https address, and its width and height in pixels.");
        var correction = new Decision.Correct(article.Id)
        {
            At = At,
            By = By,
            Why = why,
            Title = title == article.Title ? null : title,
            Excerpt = proposal.Excerpt is { } excerpt && Plain(excerpt) is var summary && summary != article.Excerpt ? summary : null,
            Topics = proposal.Topics is { } topics && !topics.ToHashSet().SetEquals(article.Topics.Select(match => match.Topic)) ? InTheirOrder(topics) : null,
            Picture = proposal.Picture is { } wanted && (article.Images is not [var first, ..] || first.Url != wanted.Url) ? wanted : null,
            Published = proposal.Published is { } moment && moment != article.Published ? moment : null,
        };
        return correction is { Title: null, Excerpt: null, Topics: null, Picture: null, Published: null }
            ? new DeskAnswer.Refused("That is how it is already.")
            : Decided(correction);
    }

    private DeskAnswer Undo(Proposal proposal)
    {
        if (Book.All.FirstOrDefault(known => known.Id == proposal.Decision) is not { } decision)
            return new DeskAnswer.NotThere("There is no such decision.");
        // Whoever undoes saw it hold: two who undo the same at once must not undo one another.
        if (IsTakenBack(decision) is { } earlier)
            return new DeskAnswer.Conflict([earlier], "");
        return Decided(new Decision.Undo(decision.Id) { At = At, By = By, Why = Plain(proposal.Why) });
    }

    /// <summary>The undoing of a decision that holds itself.</summary>
    private Decision.Undo? IsTakenBack(Decision decision)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var undo in Book.All.Reverse().OfType<Decision.Undo>().Where(undo => !undone.Contains(undo.Id)))
        {
            if (undo.DecisionId == decision.Id)
                return undo;
            undone.Add(undo.DecisionId);
        }

        return null;
    }

    /// <summary>What was decided about a story since somebody saw it; null when nothing was.</summary>
    private IReadOnlyList<Decision>? Since(string seen, Story story)
    {
        if (seen == EditorsDesk.SeenOf(Book, story))
            return null;
        var all = Book.About(story);
        var dash = seen.IndexOf('-', StringComparison.Ordinal);
        var at = dash < 0 ? -1 : all.ToList().FindIndex(decision => decision.Id == seen[(dash + 1)..]);
        // Stories that came together bring their own past along; then all of it is news to whoever saw one of them.
        return at < 0 ? all : [.. all.Skip(at + 1)];
    }

    private Story? StoryOf(Proposal proposal) => proposal.Story is { } id ? FindStory(id) : proposal.Articles is [var article, ..] ? News.FindArticle(article)?.Story : null;

    private Story? FindStory(string id) => News.PlaceOfStory(id) is var place and >= 0 ? News.Edition.Stories[place] : null;

    private IReadOnlyList<string> InTheirOrder(IReadOnlyList<string> topics) => [.. News.Edition.Topics.Select(topic => topic.Name).Where(topics.Contains)];

    private static DeskAnswer.Decided Decided(Decision decision) => new(decision, Trouble: null);

    /// <summary>One line of plain text: what stands in the log, in records and on pages carries no controls, seen or unseen.</summary>
    private static string Plain(string text) => PlainText.Of(text);
}
