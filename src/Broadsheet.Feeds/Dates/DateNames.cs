using System.Collections.Frozen;

namespace Broadsheet.Feeds.Dates;

/// <summary>Names of months, weekdays and zones as feeds write them.</summary>
internal static class DateNames
{
    // Number, then the beginnings that are enough to know the month, over the languages met in feeds. "mar" and "mer" are weekdays too,
    // which is why the reader believes the last month it sees.
    private static readonly (int Month, string[] Stems)[] MonthStems =
    [
        (1, ["jan", "jän", "jen", "gen", "ene", "янв", "ιαν", "sty", "oca", "led"]),
        (2, ["feb", "feb.", "fév", "fev", "фев", "φεβ", "lut", "şub", "sub", "úno"]),
        (3, ["mar", "mär", "mrt", "maa", "maart", "mrz", "мар", "μάρ", "μαρ", "márc", "már"]),
        (4, ["apr", "abr", "avr", "апр", "απρ", "ápr", "kwi", "nis", "dub"]),
        (5, ["may", "mai", "mei", "maj", "mag", "май", "мая", "μάι", "μαϊ", "μαΐ", "máj", "máy"]),
        (6, ["jun", "juin", "giu", "июн", "ιούν", "ιον", "jún", "cze", "haz"]),
        (7, ["jul", "juil", "lug", "июл", "ιούλ", "ιολ", "júl", "lip", "tem", "čvc"]),
        (8, ["aug", "aoû", "aou", "ago", "авг", "αύγ", "αυγ", "sie", "ağu", "agu", "srp"]),
        (9, ["sep", "set", "сен", "σεπ", "szept", "wrz", "eyl", "zář"]),
        (10, ["oct", "okt", "ott", "out", "окт", "οκτ", "paź", "eki", "říj"]),
        (11, ["nov", "ноя", "νοέ", "νοε", "lis", "kas"]),
        (12, ["dec", "dez", "dic", "déc", "des", "дек", "δεκ", "gru", "ara", "pro"]),
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Months = MonthStems
        .SelectMany(month => month.Stems.Select(stem => (stem, month.Month)))
        .ToFrozenDictionary(pair => pair.stem, pair => pair.Month, StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Days = new Dictionary<string, int>
    {
        ["sun"] = 0, ["mon"] = 1, ["tue"] = 2, ["wed"] = 3, ["thu"] = 4, ["fri"] = 5, ["sat"] = 6,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Minutes east of Greenwich. The American names are RFC 822, section 5; the rest are the usual ones. BST is written all year round by
    // those who write it, and their clocks say they mean GMT.
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Zones = new Dictionary<string, int>
    {
        ["z"] = 0, ["ut"] = 0, ["utc"] = 0, ["gmt"] = 0, ["bst"] = 0, ["wet"] = 0,
        ["et"] = -300, ["est"] = -300, ["edt"] = -240, ["ct"] = -360, ["cst"] = -360, ["cdt"] = -300,
        ["mt"] = -420, ["mst"] = -420, ["mdt"] = -360, ["pt"] = -480, ["pst"] = -480, ["pdt"] = -420,
        ["at"] = -240, ["ast"] = -240, ["adt"] = -180, ["nst"] = -210, ["ndt"] = -150,
        ["akst"] = -540, ["akdt"] = -480, ["hst"] = -600, ["hdt"] = -540,
        ["west"] = 60, ["cet"] = 60, ["cest"] = 120, ["met"] = 60, ["mest"] = 120, ["mez"] = 60, ["mesz"] = 120,
        ["eet"] = 120, ["eest"] = 180, ["sast"] = 120, ["msk"] = 180, ["msd"] = 240, ["trt"] = 180,
        ["pkt"] = 300, ["ist"] = 330, ["npt"] = 345, ["ict"] = 420, ["wib"] = 420, ["sgt"] = 480, ["hkt"] = 480, ["myt"] = 480, ["pht"] = 480,
        ["awst"] = 480, ["jst"] = 540, ["kst"] = 540, ["acst"] = 570, ["acdt"] = 630, ["aest"] = 600, ["aedt"] = 660,
        ["nzst"] = 720, ["nzdt"] = 780, ["brt"] = -180, ["art"] = -180, ["clt"] = -240, ["clst"] = -180, ["cot"] = -300, ["pet"] = -300,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>1 to 12, or 0.</summary>
    public static int Month(ReadOnlySpan<char> word)
    {
        for (var length = Math.Min(word.Length, 5); length >= 3; length--)
        {
            if (Months.TryGetValue(word[..length], out var month))
                return month;
        }

        return 0;
    }

    /// <summary>0 (Sunday) to 6, or -1.</summary>
    public static int Weekday(ReadOnlySpan<char> word) => word.Length >= 3 && Days.TryGetValue(word[..3], out var day) ? day : -1;

    /// <summary>The offset of a zone's short name, in minutes.</summary>
    public static bool TryGetZone(ReadOnlySpan<char> word, out int minutes) => Zones.TryGetValue(word, out minutes);
}
