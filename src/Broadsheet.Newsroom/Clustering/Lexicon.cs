namespace Broadsheet.Clustering;

/// <summary>
/// The words seen, and in how many stories each. Stories and not articles are counted: a word that three hundred articles of
/// one story share is not a common word. A word belongs to one language, so languages never meet by accident.
/// </summary>
internal sealed class Lexicon
{
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly Dictionary<string, int> _storiesIn = new(StringComparer.Ordinal);
    private ulong[] _hashes = new ulong[1024];
    private string[] _surfaces = new string[1024];
    private int[] _stories = new int[1024];

    /// <summary>How many words are known; ids are below it.</summary>
    public int Count { get; private set; }

    /// <summary>Stories counted in each language.</summary>
    public IReadOnlyDictionary<string, int> StoriesByLanguage => _storiesIn;

    /// <summary>The id of a word, which is made known if it is new.</summary>
    public int IdOf(ulong hash, ReadOnlySpan<char> surface)
    {
        ref var id = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_ids, hash, out var known);
        if (!known)
            id = Add(hash, surface.ToString(), 0);
        return id;
    }

    /// <summary>The word as it was first written.</summary>
    public string SurfaceOf(int id) => _surfaces[id];

    /// <summary>The word's key.</summary>
    public ulong HashOf(int id) => _hashes[id];

    /// <summary>In how many stories it was seen.</summary>
    public int StoriesWith(int id) => _stories[id];

    /// <summary>In how many stories of a language words were counted.</summary>
    public int StoriesIn(string language) => _storiesIn.GetValueOrDefault(language);

    /// <summary>One more (or one less) story has the word.</summary>
    public void CountWord(int id, int by) => _stories[id] = Math.Max(0, _stories[id] + by);

    /// <summary>One more (or one less) story in the language.</summary>
    public void CountStory(string language, int by) => _storiesIn[language] = Math.Max(0, StoriesIn(language) + by);

    /// <summary>Halves all counts, so that last year's words give way to this year's.</summary>
    public void Fade()
    {
        for (var id = 0; id < Count; id++)
            _stories[id] >>= 1;
        foreach (var language in _storiesIn.Keys.ToArray())
            _storiesIn[language] >>= 1;
    }

    /// <summary>Forgets words no story is remembered for and nobody uses; gives the new id of each old one, -1 for the forgotten.</summary>
    public int[] Forget(Func<int, bool> isUsed)
    {
        var moved = new int[Count];
        var kept = 0;
        _ids.Clear();
        for (var id = 0; id < Count; id++)
        {
            if (_stories[id] == 0 && !isUsed(id))
            {
                moved[id] = -1;
                continue;
            }

            moved[id] = kept;
            (_hashes[kept], _surfaces[kept], _stories[kept]) = (_hashes[id], _surfaces[id], _stories[id]);
            _ids[_hashes[kept]] = kept++;
        }

        Array.Clear(_surfaces, kept, Count - kept);
        Count = kept;
        return moved;
    }

    /// <summary>Adds a word with its count, as a saved state has it.</summary>
    public void Restore(ulong hash, string surface, int stories) => _ids[hash] = Add(hash, surface, stories);

    private int Add(ulong hash, string surface, int stories)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _surfaces, Count * 2);
            Array.Resize(ref _stories, Count * 2);
        }

        (_hashes[Count], _surfaces[Count], _stories[Count]) = (hash, surface, stories);
        return Count++;
    }
}
