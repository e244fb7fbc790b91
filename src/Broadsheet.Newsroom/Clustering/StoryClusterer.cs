namespace Broadsheet.Clustering;

/// <summary>
/// Groups articles into stories as they arrive. An article joins the story it is most like on average over all of the story's
/// active articles, never because of a single one; stories that grew together become one. What an editor decided wins over
/// likeness. The same articles in the same order give the same stories, however often the state was saved between.
/// </summary>
public sealed partial class StoryClusterer
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
}
