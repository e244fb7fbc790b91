using System.Globalization;

namespace Broadsheet.Eval;

/// <summary>
/// An endless, made-up stream of news with known stories, to see how speed, memory and quality fare as an archive grows. Words
/// follow Zipf's law, each story brings names nobody used before, most stories have one article and a few have hundreds.
/// </summary>
internal sealed class StreamGenerator(int seed, int articlesPerDay = 10_000)
{
    private const int CommonWords = 40_000;

    private static readonly string[] Syllables =
        "ba be bor ca cen chi da den dor el fa fen ga gri ha hol is jo ka kel la lim lo ma mer mo na nor o pa pol qui ra ren ro sa sel ta tor u va vel wa zan".Split(' ');

    /// <summary>Real small words lead the made-up ones, as in any language; half of a running text is made of them.</summary>
    private static readonly string[] SmallWords =
        "the of to and a in is it that for was on with he as you at by this had not are but from or have an they which one were all her she there would their we him been has when who will more no if out so said what up its about into than them can only other time new some could these two may then do first any my now such like our over".Split(' ');

    private readonly Random _random = new(seed);
    private readonly string[] _words = [.. SmallWords, .. Enumerable.Range(SmallWords.Length, CommonWords - SmallWords.Length).Select(WordFor)];
    private readonly PriorityQueue<(int Story, int Left), long> _due = new();
    private readonly Dictionary<int, string[]> _vocabularies = [];
    private long _seconds = 1_767_225_600;
    private int _stories;
    private int _articles;
    private int _names;

    /// <summary>The next articles, with the story each belongs to, in order of time.</summary>
    public IEnumerable<(Article Article, int Story)> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _seconds += _random.Next(0, 2 * 86_400 / articlesPerDay);
            yield return Next();
        }
    }

    /// <summary>Running text of so many words.</summary>
    public string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => _words[Zipf(1)]));

    /// <summary>Words as rules ask for them: four of five are names, most of which few articles ever have, the others rare words.</summary>
    public string RuleWords(int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => _random.Next(5) > 0 ? "X" + WordFor(CommonWords + _random.Next(100_000)) : _words[Zipf(2_000)]));

    private (Article Article, int Story) Next()
    {
        // Due stories go first, so that new ones open only as fast as old ones leave room.
        if (!_due.TryPeek(out var due, out var at) || at > _seconds)
            due = Open();
        else
            _due.Dequeue();
        if (due.Left > 0)
            _due.Enqueue(due with { Left = due.Left - 1 }, _seconds + (long)(-Math.Log(1 - _random.NextDouble()) * 36 * 3600 / (1 + due.Left)));
        var article = Write(_vocabularies[due.Story]);
        if (due.Left == 0)
            _vocabularies.Remove(due.Story);
        return (article, due.Story);
    }

    private (int Story, int Left) Open()
    {
        var story = _stories++;
        var size = (int)Math.Min(400, Math.Pow(1 - _random.NextDouble(), -1 / 1.1));
        _vocabularies[story] = [.. Enumerable.Range(0, 30).Select(i => i < 6 ? Name() : _words[Zipf(2 * SmallWords.Length)])];
        return (story, size - 1);
    }

    private Article Write(string[] vocabulary)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"a{_articles++:x16}");
        var at = DateTimeOffset.FromUnixTimeSeconds(_seconds);
        var provider = string.Create(CultureInfo.InvariantCulture, $"paper{_random.Next(800)}.example");
        return new Article
        {
            Id = id,
            Path = id,
            Title = Text(vocabulary, 9, 0.6),
            Excerpt = Text(vocabulary, 55, 0.25),
            Published = at,
            FirstSeen = at,
            OriginalUrl = id,
            CanonicalUrl = id,
            Language = "en",
            Provider = new Provider { Name = provider, Domain = provider },
        };
    }

    private string Text(string[] vocabulary, int words, double own) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => _random.NextDouble() < own ? vocabulary[Skewed(vocabulary.Length)] : _words[Zipf(1)]));

    private int Skewed(int count) => (int)(count * _random.NextDouble() * _random.NextDouble());

    /// <summary>A rank drawn by Zipf's law, the first ranks left out.</summary>
    private int Zipf(int from) => (int)(from * Math.Pow((double)CommonWords / from, _random.NextDouble())) - 1;

    /// <summary>A new name now and then; else one known from before, the recent more likely.</summary>
    private string Name() => _random.NextDouble() < 0.4 || _names == 0
        ? "X" + WordFor(CommonWords + _names++)
        : "X" + WordFor(CommonWords + (int)(_names * Math.Sqrt(_random.NextDouble())));

    private static string WordFor(int number)
    {
        var word = "";
        for (var left = number + 40; left > 0; left /= Syllables.Length)
            word += Syllables[left % Syllables.Length];
        return word;
    }
}
