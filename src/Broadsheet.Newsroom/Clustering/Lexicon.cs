namespace Broadsheet.Clustering;

/// <summary>
/// The words seen, and in how many stories each. Stories and not articles are counted: a word that three hundred articles of
/// one story share is not a common word. A word belongs to one language, so languages never meet by accident.
/// </summary>
internal sealed class Lexicon
{
    private readonly Dictionary<string, int> _storiesIn = new(StringComparer.Ordinal);
    private string[] _surfaces = new string[1024];
    private Word[] _words = new Word[1024];

    /// <summary>
    /// An open table of ids plus one, at most half full, each beside the low half of its word's key: a stranger is told from
    /// the word sought without a look elsewhere in memory.
    /// </summary>
    private (uint Mark, int Id)[] _table = new (uint, int)[4096];

    /// <summary>How many words are known; ids are below it.</summary>
    public int Count { get; private set; }

    /// <summary>Stories counted in each language.</summary>
    public IReadOnlyDictionary<string, int> StoriesByLanguage => _storiesIn;

    /// <summary>The id of a word, which is made known if it is new.</summary>
    public int IdOf(ulong hash, ReadOnlySpan<char> surface)
    {
        ref var cell = ref CellOf(hash);
        return cell.Id > 0 ? cell.Id - 1 : Add(ref cell, hash, surface.ToString(), 0);
    }

    /// <summary>
    /// Looks where a word may stand, so that it is near when it is asked for; the answer only keeps the reading from being
    /// left out.
    /// </summary>
    public int Touch(ulong hash) => (int)_words[Math.Max(0, _table[(int)(hash >> 32) & (_table.Length - 1)].Id - 1)].Hash;

    /// <summary>The word as it was first written.</summary>
    public string SurfaceOf(int id) => _surfaces[id];

    /// <summary>The word's key.</summary>
    public ulong HashOf(int id) => _words[id].Hash;

    /// <summary>In how many stories it was seen.</summary>
    public int StoriesWith(int id) => _words[id].Stories;

    /// <summary>A number for whoever is reading; 0 unless set, and to be set to 0 again.</summary>
    public ref int ScratchOf(int id) => ref _words[id].Scratch;

    /// <summary>In how many stories of a language words were counted.</summary>
    public int StoriesIn(string language) => _storiesIn.GetValueOrDefault(language);

    /// <summary>One more (or one less) story has the word.</summary>
    public void CountWord(int id, int by) => _words[id].Stories = Math.Max(0, _words[id].Stories + by);

    /// <summary>One more (or one less) story in the language.</summary>
    public void CountStory(string language, int by) => _storiesIn[language] = Math.Max(0, StoriesIn(language) + by);

    /// <summary>Halves all counts, so that last year's words give way to this year's.</summary>
    public void Fade()
    {
        foreach (ref var word in _words.AsSpan(0, Count))
            word.Stories >>= 1;
        foreach (var language in _storiesIn.Keys.ToArray())
            _storiesIn[language] >>= 1;
    }

    /// <summary>Forgets words no story is remembered for and nobody uses; gives the new id of each old one, -1 for the forgotten.</summary>
    public int[] Forget(Func<int, bool> isUsed)
    {
        var moved = new int[Count];
        var kept = 0;
        for (var id = 0; id < Count; id++)
        {
            if (_words[id].Stories == 0 && !isUsed(id))
            {
                moved[id] = -1;
                continue;
            }

            moved[id] = kept;
            (_words[kept], _surfaces[kept]) = (_words[id], _surfaces[id]);
            kept++;
        }

        Array.Clear(_surfaces, kept, Count - kept);
        Count = kept;
        Tabulate(_table.Length);
        return moved;
    }

    /// <summary>Adds a word with its count, as a saved state has it.</summary>
    public void Restore(ulong hash, string surface, int stories) => Add(ref CellOf(hash), hash, surface, stories);

    private ref (uint Mark, int Id) CellOf(ulong hash)
    {
        var mask = _table.Length - 1;
        for (var at = (int)(hash >> 32) & mask; ; at = (at + 1) & mask)
        {
            ref var cell = ref _table[at];
            if (cell.Id == 0 || (cell.Mark == (uint)hash && _words[cell.Id - 1].Hash == hash))
                return ref cell;
        }
    }

    private int Add(ref (uint Mark, int Id) cell, ulong hash, string surface, int stories)
    {
        if (Count == _words.Length)
        {
            Array.Resize(ref _words, Count * 2);
            Array.Resize(ref _surfaces, Count * 2);
        }

        _words[Count] = new Word { Hash = hash, Stories = stories };
        _surfaces[Count] = surface;
        cell = ((uint)hash, ++Count);
        if (Count * 2 > _table.Length)
            Tabulate(_table.Length * 2);
        return Count - 1;
    }

    private void Tabulate(int size)
    {
        _table = new (uint, int)[size];
        for (var id = 0; id < Count; id++)
            CellOf(_words[id].Hash) = ((uint)_words[id].Hash, id + 1);
    }

    private struct Word
    {
        public ulong Hash;
        public int Stories;
        public int Scratch;
    }
}
