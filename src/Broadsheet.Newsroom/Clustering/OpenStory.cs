namespace Broadsheet.Clustering;

/// <summary>A story that can still grow.</summary>
internal sealed class OpenStory(string id, long number, string language)
{
    /// <summary>Its id.</summary>
    public string Id { get; } = id;

    /// <summary>Its place in the order of opening; settles ties.</summary>
    public long Number { get; } = number;

    /// <summary>The language its words are counted in.</summary>
    public string Language { get; } = language;

    /// <summary>How many articles it ever had.</summary>
    public int Size { get; set; }

    /// <summary>How many it had when it was last looked at for falling apart.</summary>
    public int SizeLooked { get; set; }

    /// <summary>How many of its articles are active. They are chained in the order of arrival.</summary>
    public int Members { get; set; }

    /// <summary>The slot of the first active article, -1 for none.</summary>
    public int First { get; set; } = -1;

    /// <summary>The slot of the last active article.</summary>
    public int Last { get; set; } = -1;

    /// <summary>The words of all articles it ever had; empty while it has but one, whose words they are.</summary>
    public StoryWords.Set Words { get; set; }

    /// <summary>Pairs with other stories that were near enough to be looked at since the last sweep.</summary>
    public List<WatchedPair> Watched { get; } = [];

    /// <summary>Scratch of the article at hand: its number, so that nothing needs clearing.</summary>
    public long Stamp { get; set; }

    /// <summary>Scratch of the article at hand: the sum of its links to the members.</summary>
    public long Pull { get; set; }

    /// <summary>Scratch of the article at hand: how like the story it is.</summary>
    public double Likeness { get; set; }

    /// <summary>Scratch of the article at hand: the member most like it, and how like.</summary>
    public (int Slot, int Product) Nearest { get; set; }
}

/// <summary>Two stories that may grow together, and the sum of the links between all their members.</summary>
internal sealed class WatchedPair(OpenStory one, OpenStory other)
{
    /// <summary>The sum of links.</summary>
    public long Pull { get; set; }

    /// <summary>The story that is not this one.</summary>
    public OpenStory Beside(OpenStory story) => story == one ? other : one;
}
