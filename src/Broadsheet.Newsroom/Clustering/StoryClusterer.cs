namespace Broadsheet.Clustering;

/// <summary>
/// Groups articles into stories as they arrive. An article joins the story it is most like on average over all of the story's
/// active articles, never because of a single one; stories that grew together become one. What an editor decided wins over
/// likeness. The same articles in the same order give the same stories, however often the state was saved between.
/// </summary>
public sealed class StoryClusterer
{
    /// <summary>Articles expire in this many steps per window.</summary>
    private const int StepsPerWindow = 24;

    /// <summary>Every so many steps the expired are swept out of the index too, which costs more.</summary>
    private const int StepsPerSweep = 6;

    /// <summary>A story is looked at for merging only when the new article's own pull comes this near to what merging asks.</summary>
    private const double NearEnough = 0.7;

    /// <summary>So many shared words say why.</summary>
    private const int ShownTerms = 5;

    /// <summary>Two headlines of five words may agree by chance; two texts of a dozen do not.</summary>
    private const int FewestWordsOfACopy = 12;

    private readonly ClusteringOptions _options;
    private readonly VectorMaker _vectors;
    private readonly Fading _fading;
    private readonly LinkFinder _links;
    private readonly StorySplitter _splitter;
    private readonly SecondOpinion _second;
    private readonly Dictionary<string, OpenStory> _byId = new(StringComparer.Ordinal);
    private readonly List<OpenStory> _near = [];
    private List<StoryChange> _changes = [];
    private bool _keepsTogether;

    /// <summary>An empty clusterer.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="alikeInMeaning">
    /// A second opinion for where words leave it open: the mean cosine between the meanings of two groups of articles, by their ids; null
    /// when nobody can say. Without one, words decide.
    /// </param>
    public StoryClusterer(ClusteringOptions options, Func<IReadOnlyList<string>, IReadOnlyList<string>, double?>? alikeInMeaning = null)
    {
        _options = options;
        _vectors = new VectorMaker(Lexicon, options);
        _fading = new Fading(options);
        _links = new LinkFinder(Articles, Lexicon, _fading, options);
        _splitter = new StorySplitter(Articles, _links, _fading, options);
        _second = new SecondOpinion(_links, Articles, options, alikeInMeaning);
        Words = new StoryWords(Lexicon, Articles);
    }

    /// <summary>The latest moment an article was published; expiry follows it.</summary>
    internal long Clock { get; set; }

    /// <summary>The step of expiry last done, counted from the epoch.</summary>
    internal long Step { get; set; }

    /// <summary>How many stories were ever opened.</summary>
    internal long Opened { get; set; }

    /// <summary>Stories opened since the words' counts were last halved.</summary>
    internal int SinceFading { get; set; }

    internal Lexicon Lexicon { get; } = new();

    internal ActiveArticles Articles { get; } = new();

    internal StoryWords Words { get; }

    internal EditorsWord Editors { get; } = new();

    /// <summary>Open stories, in the order they were opened; those merged into others stay, empty, until the next are closed.</summary>
    internal List<OpenStory> Stories { get; } = [];

    /// <summary>How many stories can still grow.</summary>
    public int OpenStories => Stories.Count(story => story.Members > 0);

    /// <summary>How many articles can still draw others.</summary>
    public int ActiveArticleCount => Articles.Count - Articles.First;

    /// <summary>Goes on where <see cref="Save"/> left off.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state this version can read.</exception>
    public static StoryClusterer Load(
        ReadOnlySpan<byte> state, ClusteringOptions options, Func<IReadOnlyList<string>, IReadOnlyList<string>, double?>? alikeInMeaning = null) =>
        ClusterState.Read(state, new StoryClusterer(options, alikeInMeaning));

    /// <summary>Everything the clusterer knows, so that a later one goes on as if there had been no break.</summary>
    public byte[] Save() => ClusterState.Write(this);

    /// <summary>The story merges and splits since this was last asked, in the order they happened.</summary>
    public IReadOnlyList<StoryChange> TakeChanges()
    {
        var changes = _changes;
        _changes = [];
        return changes;
    }

    /// <summary>
    /// Places articles that arrived together, one with each step of the enumeration. In which order they are given makes no
    /// difference: they are placed in the order of publishing, by the second, equals by id.
    /// </summary>
    public IEnumerable<Placement> PlaceAll(IEnumerable<Article> arrived) => InOrder(arrived, static article => article).Select(Place);

    /// <summary>
    /// Places one article. Articles are given in the order of <see cref="PlaceAll"/>; late ones are placed where they belong
    /// as long as their story's articles are active. An article already placed stays where it is.
    /// </summary>
    public Placement Place(Article article)
    {
        var time = Reach(article);
        if (Articles.SlotOf(article.Id) is >= 0 and var slot)
            return new Placement(article.Id, Articles[slot].Story.Id, 1, [], null, 0, "kept");

        var vector = Look(article, time, out var language);
        return Editors.StoryOf(article.Id) is { } bound
            ? PlaceAsDecided(article.Id, time, vector, language, bound)
            : PlaceByLikeness(article.Id, time, vector, language);
    }

    /// <summary>Takes in articles whose stories were made elsewhere, in whatever order they are given.</summary>
    public void LearnAll(IEnumerable<(Article Article, string StoryId)> known)
    {
        foreach (var (article, story) in InOrder(known, static pair => pair.Article))
            Learn(article, story);
    }

    /// <summary>
    /// Learns again what a state knew that cannot be read: the articles in the stories they are in, which stay as they are whatever would be
    /// made of them today, and where stories went. What editors decided is to be applied next.
    /// </summary>
    /// <param name="known">All articles and their stories.</param>
    /// <param name="constraints">The editors' constraints in force.</param>
    /// <param name="merged">Stories that went into others, and into which.</param>
    public void LearnAgain(IEnumerable<(Article Article, string StoryId)> known, IReadOnlyList<StoryConstraint> constraints, IReadOnlyDictionary<string, string> merged)
    {
        // Where an editor put a story, it goes by the decision, and comes back when that is undone.
        var byEditors = constraints.OfType<StoryConstraint.Together>().SelectMany(together => together.Parts).Select(part => part.StoryId).ToHashSet(StringComparer.Ordinal);
        Editors.Take(constraints);
        foreach (var (ended, into) in merged)
        {
            if (!byEditors.Contains(ended))
                Editors.NoteMerge(ended, into);
        }

        Editors.Take([]);
        _keepsTogether = true;
        LearnAll(known);
        _keepsTogether = false;
        foreach (var story in Stories)
            story.SizeLooked = story.Size;
    }

    /// <summary>
    /// Takes in an article whose story was made elsewhere, so that later ones can join that story. Articles are given in the same
    /// order as to <see cref="Place"/>. One that is known already stays where it is.
    /// </summary>
    public void Learn(Article article, string storyId)
    {
        var time = Reach(article);
        if (Articles.SlotOf(article.Id) >= 0)
            return;
        var vector = Look(article, time, out var language);
        Join(_byId.GetValueOrDefault(storyId) ?? Open(storyId, language), article.Id, time, vector);
    }

    /// <summary>
    /// Takes the editors' constraints in force, in the order they were decided, and reports through <see cref="TakeChanges"/>
    /// what that does to stories already made. Constraints that are no longer among them are undone.
    /// </summary>
    public void Apply(IReadOnlyList<StoryConstraint> constraints)
    {
        var before = Editors.Constraints.Select(constraint => constraint.DecisionId).ToHashSet(StringComparer.Ordinal);
        var after = constraints.Select(constraint => constraint.DecisionId).ToHashSet(StringComparer.Ordinal);
        var undone = Editors.Constraints.Where(constraint => !after.Contains(constraint.DecisionId)).Reverse().ToList();
        Editors.Take(constraints);
        foreach (var constraint in undone)
            Undo(constraint);
        foreach (var constraint in constraints)
        {
            if (!before.Contains(constraint.DecisionId))
                Do(constraint);
        }
    }

    /// <summary>Registers a story, as a saved state has it.</summary>
    internal void Register(OpenStory story)
    {
        Stories.Add(story);
        _byId[story.Id] = story;
    }

    private static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> given, Func<T, Article> articleOf) =>
        given.OrderBy(item => articleOf(item).Published.ToUnixTimeSeconds()).ThenBy(item => articleOf(item).Id, StringComparer.Ordinal);

    /// <summary>Lets the clock reach the article; gives the moment that counts for it, in seconds.</summary>
    private long Reach(Article article)
    {
        // A date in the future would age everything else; the moment of first sight is then the better word.
        var time = Math.Min(article.Published.ToUnixTimeSeconds(), article.FirstSeen.ToUnixTimeSeconds());
        Advance(time);
        return time;
    }

    /// <summary>Reads the article and looks for stories like it.</summary>
    private TermVector Look(Article article, long time, out string language)
    {
        language = Languages.Of(article.Language, article.Title, article.Excerpt.Length > 0 ? article.Excerpt : article.Text ?? "", _options.DefaultLanguage);
        var vector = _vectors.Make(article, language);
        _links.Find(vector, time);
        foreach (var story in _links.Stories)
            story.Likeness = Likeness(story.Pull, story.Members);
        return vector;
    }

    private Placement PlaceAsDecided(string articleId, long time, TermVector vector, string language, string storyId)
    {
        var story = _byId.GetValueOrDefault(storyId) ?? Open(storyId, language);
        var likeness = _links.PullOf(story) == 0 ? 0 : story.Likeness;
        var (shared, parts) = (SharedTerms(vector, story), _links.PartsOf(story));
        Join(story, articleId, time, vector);
        return new Placement(articleId, story.Id, likeness, shared, null, 0, "editor") { Parts = parts };
    }

    private Placement PlaceByLikeness(string articleId, long time, TermVector vector, string language)
    {
        var (best, second) = MostAlike();
        var likeness = best?.Likeness ?? 0;
        var opinion = best is null ? null : _second.On(articleId, best);
        if (best is null || !_second.Suffices(likeness, _options.JoinAt, opinion))
        {
            var opened = Open(StoryPart.IdFor(articleId), language);
            Join(opened, articleId, time, vector);
            return new Placement(articleId, opened.Id, 0, [], best?.Id, likeness, "opened") { SecondOpinion = opinion };
        }

        var secondLikeness = second?.Likeness ?? 0;
        var (shared, parts) = (SharedTerms(vector, best), _links.PartsOf(best));
        var copyOf = CopyOf(best, vector);
        Join(best, articleId, time, vector);
        var story = MergeWhatGrewTogether(best);
        return new Placement(
            articleId, story.Id, likeness, shared, second?.Id, secondLikeness, story == best ? "joined" : "merged") { CopyOf = copyOf, Parts = parts, SecondOpinion = opinion };
    }

    private (OpenStory? Best, OpenStory? Second) MostAlike()
    {
        OpenStory? best = null, second = null;
        foreach (var story in _links.Stories)
        {
            if (best is null || IsBefore(story, best))
                (best, second) = (story, best);
            else if (second is null || IsBefore(story, second))
                second = story;
        }

        return (best, second);
    }

    private static bool IsBefore(OpenStory one, OpenStory other) =>
        one.Likeness > other.Likeness || (one.Likeness == other.Likeness && one.Number < other.Number);

    private double Likeness(long pull, long pairs) => Math.Min(1, pull / (LinkFinder.Scale * _fading.Divisor(pairs)));

    private OpenStory Open(string storyId, string language)
    {
        var key = _options.MixLanguages ? "" : language;
        var story = new OpenStory(storyId, Opened++, key);
        Register(story);
        Lexicon.CountStory(key, +1);
        SinceFading++;
        return story;
    }

    private void Join(OpenStory story, string articleId, long time, TermVector vector)
    {
        foreach (var pair in story.Watched)
            pair.Pull += _links.PullOf(pair.Beside(story));
        Words.Add(story, vector.Terms);
        Articles.Add(articleId, time, story, vector);
        story.Size++;
    }

    private OpenStory MergeWhatGrewTogether(OpenStory story)
    {
        _near.Clear();
        foreach (var other in _links.Stories)
        {
            if (other != story && other.Likeness >= NearEnough * _options.MergeAt)
                _near.Add(other);
        }

        _near.Sort(static (one, other) => IsBefore(one, other) ? -1 : 1);
        foreach (var other in _near)
        {
            if (Editors.AreApart(story.Id, other.Id))
                continue;
            var likeness = Likeness(Between(story, other), (long)story.Members * other.Members);
            var opinion = _second.On(story, other, likeness);
            if (!_second.Suffices(likeness, _options.MergeAt, opinion))
                continue;
            var (into, from) = story.Size > other.Size || (story.Size == other.Size && story.Number < other.Number) ? (story, other) : (other, story);
            Merge(into, from, likeness, "merged", opinion);
            story = into;
        }

        return story;
    }

    private long Between(OpenStory one, OpenStory other)
    {
        foreach (var known in one.Watched)
        {
            if (known.Beside(one) == other)
                return known.Pull;
        }

        var pair = new WatchedPair(one, other) { Pull = _links.PullBetween(one, other) };
        one.Watched.Add(pair);
        other.Watched.Add(pair);
        return pair.Pull;
    }

    private void Merge(OpenStory into, OpenStory from, double likeness, string reason, double? opinion = null)
    {
        Words.Move(from, into);
        Articles.Move(from, into);
        into.Size += from.Size;
        Lexicon.CountStory(from.Language, -1);
        Unwatch(into);
        Unwatch(from);
        _byId.Remove(from.Id);
        if (reason != "editor")
            Editors.NoteMerge(from.Id, into.Id);
        _changes.Add(new StoryChange.Merged(from.Id, into.Id, likeness, reason) { SecondOpinion = opinion });
    }

    private static void Unwatch(OpenStory story)
    {
        foreach (var pair in story.Watched)
            pair.Beside(story).Watched.Remove(pair);
        story.Watched.Clear();
    }

    /// <summary>The member the article repeats, null when it says something of its own.</summary>
    private string? CopyOf(OpenStory story, TermVector vector) =>
        vector.Terms.Length >= FewestWordsOfACopy && story.Nearest.Product >= _options.CopyAt * TermVector.Square ? Articles.IdOf(story.Nearest.Slot) : null;

    private string[] SharedTerms(TermVector vector, OpenStory story)
    {
        if (_links.PullOf(story) == 0)
            return [];
        var other = Articles.VectorOf(story.Nearest.Slot);
        Span<(int Product, int Term)> best = stackalloc (int, int)[ShownTerms];
        var found = 0;
        for (var i = 0; i < vector.Terms.Length; i++)
        {
            var at = other.Terms.IndexOf(vector.Terms[i]);
            if (at < 0)
                continue;
            var product = vector.Weights[i] * other.Weights[at];
            if (found == ShownTerms && best[^1].Product >= product)
                continue;
            var place = found < ShownTerms ? found++ : found - 1;
            for (; place > 0 && best[place - 1].Product < product; place--)
                best[place] = best[place - 1];
            best[place] = (product, vector.Terms[i]);
        }

        var words = new string[found];
        for (var i = 0; i < found; i++)
            words[i] = Lexicon.SurfaceOf(best[i].Term);
        return words;
    }

    private void Advance(long time)
    {
        Clock = Math.Max(Clock, time);
        var window = (long)_options.Window.TotalSeconds;
        var step = Clock / (window / StepsPerWindow);
        if (step == Step)
            return;
        var sweeps = step / StepsPerSweep != Step / StepsPerSweep;
        Step = step;
        if (sweeps)
            Sweep(Clock - window);
        else
            Articles.Expire(Clock - window);
        CloseEmpty();
    }

    private void Sweep(long oldest)
    {
        Articles.Sweep(oldest);
        if (SinceFading >= _options.Memory)
            FadeWords();
        Regroup();
        if (!_keepsTogether)
            SplitWhatFellApart();
    }

    private void SplitWhatFellApart()
    {
        var parted = false;
        foreach (var story in Stories.ToArray())
        {
            // One that hardly grew since it was found to hold together still does.
            if (story.Size * 10 < story.SizeLooked * 11)
                continue;
            var leaving = _splitter.Leaving(story);
            story.SizeLooked = story.Size;
            // An editor's word about one of the articles is a word about the story.
            if (leaving.Count == 0 || IsBound(story))
                continue;
            var ids = leaving.ConvertAll(Articles.IdOf);
            var newStory = StoryPart.IdFor(ids[0]);
            if (newStory == story.Id || _byId.ContainsKey(newStory))
                continue;
            _changes.Add(new StoryChange.Split(story.Id, newStory, ids, "split"));
            Part(leaving, Open(newStory, story.Language));
            story.SizeLooked = story.Size;
            parted = true;
        }

        if (parted)
            Regroup();
    }

    private bool IsBound(OpenStory story)
    {
        for (var slot = story.First; slot >= 0; slot = Articles[slot].Next)
        {
            if (Editors.StoryOf(Articles.IdOf(slot)) is not null)
                return true;
        }

        return false;
    }

    /// <summary>Makes articles part of another story; its members are to be listed anew then.</summary>
    private void Part(List<int> slots, OpenStory story)
    {
        Words.Prepare(story);
        foreach (var slot in slots)
        {
            Articles[slot].Story.Size--;
            Articles[slot].Story = story;
            story.Size++;
            Words.Add(story, Articles.VectorOf(slot).Terms);
        }
    }

    private void FadeWords()
    {
        SinceFading = 0;
        Lexicon.Fade();
        var moved = Lexicon.Forget(term => Articles.PlaceOf(term).Count > 0);
        foreach (var story in Stories)
            Words.Renumber(story, moved);
        Articles.Renumber(moved);
        _vectors.ForgetIds();
    }

    /// <summary>Lists each story's members anew.</summary>
    private void Regroup()
    {
        foreach (var story in Stories)
        {
            (story.First, story.Last, story.Members) = (-1, -1, 0);
            story.Watched.Clear();
        }

        Articles.Regroup();
    }

    private void CloseEmpty()
    {
        foreach (var story in Stories)
        {
            if (story.Members > 0)
                continue;
            Unwatch(story);
            Words.Forget(story);
            // A story that was merged may have been opened again by an editor, under the same id.
            if (_byId.GetValueOrDefault(story.Id) == story)
                _byId.Remove(story.Id);
        }

        Stories.RemoveAll(static story => story.Members == 0);
    }

    private void Do(StoryConstraint constraint)
    {
        switch (constraint)
        {
            case StoryConstraint.Together together:
                foreach (var part in together.Parts)
                    MoveAll(part.StoryId, together.IntoStoryId);
                break;
            case StoryConstraint.Apart apart:
                MoveSome(apart.StoryId, apart.Left);
                break;
        }
    }

    private void Undo(StoryConstraint constraint)
    {
        switch (constraint)
        {
            case StoryConstraint.Together together:
                foreach (var part in together.Parts)
                    MoveSome(together.IntoStoryId, part);
                break;
            case StoryConstraint.Apart apart:
                MoveAll(apart.Left.StoryId, apart.StoryId);
                break;
        }
    }

    private void MoveAll(string storyId, string intoStoryId)
    {
        storyId = Editors.Now(storyId);
        intoStoryId = Editors.Now(intoStoryId);
        if (storyId == intoStoryId)
            return;
        if (!_byId.TryGetValue(storyId, out var from))
        {
            _changes.Add(new StoryChange.Merged(storyId, intoStoryId, 1, "editor"));
            return;
        }

        Merge(_byId.GetValueOrDefault(intoStoryId) ?? Open(intoStoryId, from.Language), from, 1, "editor");
    }

    private void MoveSome(string storyId, StoryPart part)
    {
        storyId = Editors.Now(storyId);
        _changes.Add(new StoryChange.Split(storyId, part.StoryId, part.ArticleIds, "editor"));
        var slots = part.ArticleIds.Select(Articles.SlotOf).Where(slot => slot >= 0).Order().ToList();
        if (slots.Count == 0)
            return;
        var old = Articles[slots[0]].Story;
        var story = _byId.GetValueOrDefault(part.StoryId) ?? Open(part.StoryId, old.Language);
        Part(slots, story);
        Regroup();
        CloseEmpty();
    }
}
