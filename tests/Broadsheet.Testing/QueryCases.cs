namespace Broadsheet.Testing;

/// <summary>
/// What queries find among a few articles. A feed of a query and a search read the same words in two ways, and are both held to this table.
/// </summary>
public static class QueryCases
{
    /// <summary>The articles by a letter each.</summary>
    public static IReadOnlyDictionary<char, Article> Articles { get; } = new Dictionary<char, Article>
    {
        ['f'] = Some.Article(title: "Harbour ferry returns to service", excerpt: "The ferry sails again. A crème brûlée for all."),
        ['s'] = Some.Article(title: "Service at the harbour returns", excerpt: "Without any boat.", provider: Some.Provider("The Mercury", "mercury.example")),
        ['x'] = Some.Article(title: "<script>alert('ferryman')</script> & more", excerpt: "Tags <b>stay</b> text.", topics: [new TopicMatch("Weather & Sea", "keyword", "sea")]),
        ['o'] = Some.Article(title: "ØRESUND: 50 m² for AT&T", excerpt: "Ångström’s Việt Nam, 東京 and 𝒜lpha.", topics: [new TopicMatch("Harbour", "root", "Harbour"), new TopicMatch("Town", "keyword", "town")]),
    };

    /// <summary>The topics, which can be called by their ids too.</summary>
    public static IReadOnlyList<Topic> Topics { get; } = [new Topic { Id = "harbour", Name = "Harbour" }, new Topic { Id = "wx", Name = "Weather & Sea" }, new Topic { Id = "kelhaven", Name = "Town" }];

    /// <summary>Each query with the letters of what it finds, in the order of the alphabet.</summary>
    public static IReadOnlyList<(string Query, string Found)> All { get; } =
    [
        // Words: all of them, in any order, whole, whatever their capitals and accents.
        ("ferry", "f"),
        ("FERRY", "f"),
        ("harbour returns", "fs"),
        ("returns harbour", "fs"),
        ("ferr", ""),
        ("harbour elsewhere", ""),
        ("creme brulee", "f"),
        ("CRÈME", "f"),
        ("cre\u0300me", "f"),
        ("angstrom", "o"),
        ("viet", "o"),
        ("øresund", "o"),
        ("oresund", ""),
        ("東京", "o"),
        ("東", ""),
        ("m²", "o"),
        ("m2", ""),
        ("𝒜lpha", "o"),
        ("at&t", "o"),
        ("t&at", ""),
        ("mercury", "s"),
        ("mercury.example", "s"),

        // Phrases: one after the other, within one text.
        ("\"returns to service\"", "f"),
        ("\"service returns\"", ""),
        ("\"service the\"", ""),
        ("\"boat the mercury\"", ""),
        ("\"harbour returns", "s"),
        ("har\"bour returns\"", ""),
        ("\"ferry, sails\"", "f"),
        ("returns-to-service", "f"),

        // Beginnings.
        ("ferr*", "fx"),
        ("*erry", ""),
        ("ferr* sail*", "f"),
        ("\"returns to ser\"*", "f"),
        ("\"returns to ser*\"", ""),
        ("ret* to*", "f"),
        ("brû*", "f"),
        ("東*", "o"),

        // What is not wanted.
        ("returns -ferry", "s"),
        ("returns -ferr*", "s"),
        ("harbour -\"the harbour\"", "f"),
        ("returns --ferry", "s"),
        ("returns -", "fs"),
        ("ferry - sails", "f"),
        ("harbour -provider:mercury", "f"),
        ("returns -topic:sea", "fs"),

        // Fields.
        ("provider:mercury.example", "s"),
        ("provider:mercury returns", "s"),
        ("PROVIDER:\"The Mercury\"", "s"),
        ("provider:merc*", "s"),
        ("provider:harbour", ""),
        ("topic:sea", "x"),
        ("topic:\"weather sea\" more", "x"),
        ("topic:wx", "x"),
        ("topic:weath*", "x"),
        ("topic:harbour", "fos"),
        ("topic:kelhaven", "o"),
        ("topic:harbour -topic:town", "fs"),
        ("sea", ""),
        ("title:harbour", ""),

        // What asks for nothing, and what is passed over.
        ("", ""),
        ("-ferry", ""),
        ("provider:", ""),
        ("topic:\"\"", ""),
        ("***", ""),
        ("\"\"", ""),
        ("\" \"", ""),
        ("\u0301", ""),
        ("harbour AND", ""),
        ("harbour OR ferry", ""),
        ("harbour !!! ((", "fs"),
        ("harbour \u0301", "fs"),
        ("harbour provider:", "fs"),
        ("(ferry)", "f"),
        ("ferry\u00A0sails", "f"),
        ("ferry\tsails", "f"),

        // No more is read than this.
        (string.Concat(Enumerable.Repeat("harbour ", NewsQuery.MostTerms)) + "elsewhere", "fs"),
        (string.Concat(Enumerable.Repeat("harbour ", NewsQuery.MostTerms - 1)) + "elsewhere", ""),
        ("harbour" + new string(' ', NewsQuery.LongestQuery) + "elsewhere", "fs"),
    ];
}
