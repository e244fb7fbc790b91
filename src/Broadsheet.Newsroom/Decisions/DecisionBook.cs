using System.Globalization;

namespace Broadsheet.Decisions;

/// <summary>What holds of all that was decided: undone decisions left out, later ones before earlier ones.</summary>
public sealed class DecisionBook
{
    private readonly Dictionary<string, Decision> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Decision.SetLead> _leads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Decision> _pins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Decision.Correct>> _corrections = new(StringComparer.Ordinal);
    private readonly ILookup<string, Decision.Note> _notes;
    private readonly HashSet<string> _holding;

    // Where in All the decisions about a story or an article are, and their undoing.
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

    /// <summary>Folds decisions, given in the order they were made.</summary>
    public DecisionBook(IEnumerable<Decision> decisions)
    {
        All = [.. decisions];
        var undone = UndoneIn(All);
        InForce = [.. All.Where(decision => !undone.Contains(decision.Id) && decision is not Decision.Undo)];
        _holding = [.. InForce.Select(decision => decision.Id)];
        foreach (var decision in InForce)
            Enter(decision);
        NotePlaces();
        Constraints = [.. InForce.Select(ConstraintOf).OfType<StoryConstraint>()];
        _notes = InForce.OfType<Decision.Note>().ToLookup(note => note.Subject, StringComparer.Ordinal);
    }

    /// <summary>A book without decisions.</summary>
    public static DecisionBook Empty { get; } = new([]);

    /// <summary>Everything ever decided, undone or not, the oldest first.</summary>
    public IReadOnlyList<Decision> All { get; }

    /// <summary>What holds, the oldest first.</summary>
    public IReadOnlyList<Decision> InForce { get; }

    /// <summary>What the clusterer must obey.</summary>
    public IReadOnlyList<StoryConstraint> Constraints { get; }

    /// <summary>Whether an article was hidden by itself.</summary>
    public bool IsHidden(string articleId) => _shown.GetValueOrDefault(articleId) is Decision.Hide;

    /// <summary>The notes on a story or an article, the oldest first.</summary>
    public IReadOnlyList<Decision.Note> NotesOn(string subject) => [.. _notes[subject]];

    /// <summary>All that was ever decided about a story or its articles, undone or not, and the undoing, the oldest first.</summary>
    public IReadOnlyList<Decision> About(Story story)
    {
        if (All.Count == 0)
            return [];
        var names = story.Articles.SelectMany(article => new[] { article.Id, StoryPart.IdFor(article.Id) }).Append(story.Id);
        return [.. names.SelectMany(name => _places.GetValueOrDefault(name) ?? []).Distinct().Order().Select(place => All[place])];
    }

    /// <summary>Whether a decision holds: it was not undone, and is no undoing.</summary>
    public bool Holds(Decision decision) => _holding.Contains(decision.Id);

    /// <summary>What was decided about a story, under its own name or that of a story that went into it.</summary>
    public EditorsVerdict VerdictOn(Story story) => VerdictOn(story.Id, story.Articles);

    /// <summary>What was decided about a story of these articles.</summary>
    public EditorsVerdict VerdictOn(string storyId, IReadOnlyList<Article> articles)
    {
        if (InForce.Count == 0)
            return EditorsVerdict.None;
        var names = articles.Select(article => StoryPart.IdFor(article.Id)).Prepend(storyId).Distinct(StringComparer.Ordinal).ToList();
        // An article's own decision counts for the story when it stands for it; the first is the lead.
        var shown = LatestOf(names.Concat(articles.Take(1).Select(article => article.Id)), _shown);
        return new EditorsVerdict
        {
            IsPublished = shown is null ? null : shown is Decision.Publish,
            IsPinned = LatestOf(names, _pins) is Decision.Pin,
            LeadArticleId = LatestOf(names, _leads) is { } lead && articles.Any(article => article.Id == lead.ArticleId) ? lead.ArticleId : null,
            PublishReason = shown is null ? "" : Sentence(shown),
        };
    }

    /// <summary>The article with what editors corrected.</summary>
    public Article Correct(Article article) =>
        _corrections.TryGetValue(article.Id, out var corrections) ? corrections.Aggregate(article, Corrected) : article;

    /// <summary>The decisions taken back by later ones that were not themselves taken back.</summary>
    private static HashSet<string> UndoneIn(IReadOnlyList<Decision> decisions)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var undo in decisions.Reverse().OfType<Decision.Undo>())
        {
            if (!undone.Contains(undo.Id))
                undone.Add(undo.DecisionId);
        }

        return undone;
    }

    private void NotePlaces()
    {
        var subjects = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var place = 0; place < All.Count; place++)
        {
            var about = All[place] is Decision.Undo undo ? subjects.GetValueOrDefault(undo.DecisionId, []) : [.. SubjectsOf(All[place])];
            subjects[All[place].Id] = about;
            foreach (var subject in about)
            {
                if (!_places.TryGetValue(subject, out var places))
                    _places[subject] = places = [];
                places.Add(place);
            }
        }
    }

    /// <summary>The stories and articles a decision is about, by id.</summary>
    internal static IEnumerable<string> SubjectsOf(Decision decision) => decision switch
    {
        Decision.Merge merge => merge.Parts.Select(part => part.StoryId).Append(merge.IntoStoryId),
        Decision.Split split => [split.StoryId, split.Left.StoryId],
        Decision.SetLead lead => [lead.StoryId, lead.ArticleId],
        Decision.Pin pin => [pin.StoryId],
        Decision.Unpin unpin => [unpin.StoryId],
        Decision.Hide hide => [hide.Subject],
        Decision.Publish publish => [publish.Subject],
        Decision.Unpublish unpublish => [unpublish.Subject],
        Decision.Correct correct => [correct.ArticleId],
        Decision.Note note => [note.Subject],
        _ => [],
    };

    private void Enter(Decision decision)
    {
        switch (decision)
        {
            case Decision.SetLead lead:
                _leads[lead.StoryId] = lead;
                break;
            case Decision.Pin pin:
                _pins[pin.StoryId] = pin;
                break;
            case Decision.Unpin unpin:
                _pins[unpin.StoryId] = unpin;
                break;
            case Decision.Hide hide:
                _shown[hide.Subject] = hide;
                break;
            case Decision.Publish publish:
                _shown[publish.Subject] = publish;
                break;
            case Decision.Unpublish unpublish:
                _shown[unpublish.Subject] = unpublish;
                break;
            case Decision.Correct correct:
                if (!_corrections.TryGetValue(correct.ArticleId, out var list))
                    _corrections[correct.ArticleId] = list = [];
                list.Add(correct);
                break;
        }
    }

    private static StoryConstraint? ConstraintOf(Decision decision) => decision switch
    {
        Decision.Merge merge => new StoryConstraint.Together { DecisionId = merge.Id, IntoStoryId = merge.IntoStoryId, Parts = merge.Parts },
        Decision.Split split => new StoryConstraint.Apart
        {
            DecisionId = split.Id,
            StoryId = split.StoryId,
            StayingArticleIds = split.StayingArticleIds,
            Left = split.Left,
        },
        _ => null,
    };

    private static T? LatestOf<T>(IEnumerable<string> names, Dictionary<string, T> decided)
        where T : Decision =>
        names.Select(decided.GetValueOrDefault).OfType<T>()
            .OrderByDescending(decision => decision.At).ThenBy(decision => decision.Id, StringComparer.Ordinal).FirstOrDefault();

    private static string Sentence(Decision decision)
    {
        var verb = decision switch
        {
            Decision.Publish => "published",
            Decision.Hide => "hidden",
            _ => "not published",
        };
        var why = decision.Why.Length > 0 ? $": {decision.Why}" : ".";
        return string.Create(CultureInfo.InvariantCulture, $"An editor decided that this is {verb} ({decision.By}, {decision.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC){why}");
    }

    private static Article Corrected(Article article, Decision.Correct correct) => article with
    {
        Title = correct.Title ?? article.Title,
        Excerpt = correct.Excerpt ?? article.Excerpt,
        Published = correct.Published ?? article.Published,
        Topics = correct.Topics is { } topics ? [.. topics.Select(topic => new TopicMatch(topic, "editor", correct.By))] : article.Topics,
        Images = correct.Picture is { } picture ? [picture, .. article.Images.Where(image => image.Url != picture.Url)] : article.Images,
    };
}
