using System.Collections.Frozen;

namespace Broadsheet.Pages.Fields;

/// <summary>What the script and the small words of a text say about its language.</summary>
/// <param name="Language">The likely language; null when the text does not tell.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Script">The script of most of its letters.</param>
internal readonly record struct LanguageGuess(string? Language, double Confidence, string Script)
{
    private const int FewestWords = 12;

    // The languages of a script that news is written in, the most frequent one first.
    private static readonly Dictionary<string, string[]> s_scripts = new(StringComparer.Ordinal)
    {
        ["Cyrillic"] = ["ru", "uk", "bg", "sr", "mk", "be", "kk", "mn", "ky", "tg", "bs", "uz", "tt"],
        ["Arabic"] = ["ar", "fa", "ur", "ps", "ku", "ckb", "sd", "ug"],
        ["Han"] = ["zh", "ja", "yue"],
        ["Kana"] = ["ja"],
        ["Hangul"] = ["ko"],
        ["Greek"] = ["el"],
        ["Hebrew"] = ["he", "yi"],
        ["Thai"] = ["th"],
        ["Devanagari"] = ["hi", "mr", "ne", "sa"],
        ["Bengali"] = ["bn", "as"],
        ["Gurmukhi"] = ["pa"],
        ["Gujarati"] = ["gu"],
        ["Oriya"] = ["or"],
        ["Tamil"] = ["ta"],
        ["Telugu"] = ["te"],
        ["Kannada"] = ["kn"],
        ["Malayalam"] = ["ml"],
        ["Sinhala"] = ["si"],
        ["Lao"] = ["lo"],
        ["Myanmar"] = ["my"],
        ["Georgian"] = ["ka"],
        ["Armenian"] = ["hy"],
        ["Ethiopic"] = ["am", "ti"],
        ["Khmer"] = ["km"],
    };

    // Words of grammar that a language uses all the time; those it shares with neighbours are told apart by the others.
    private static readonly (string Language, string[] Words)[] s_words =
    [
        Words("en", "the of and to in is that for on with was as by at from this has are be it he his not but have an which their"),
        Words("de", "der die und das in den von zu mit ist des sich auf für im dem nicht ein eine als auch es an werden aus er hat dass sie nach bei"),
        Words("fr", "le la les de des et en un une du dans que est pour qui sur pas au par plus ce il avec son sont à aux cette"),
        Words("es", "el la los las de que y en un una del por con no se es su para al lo como más este ha sus entre pero"),
        Words("pt", "o a os as de que e em um uma do da dos das por com não se é para no na ao como mais foi pelo sua"),
        Words("it", "il la le di che e in un una del della per con non si è da dei alla nel sono come anche più gli lo ha dal"),
        Words("nl", "de het een van en in is dat op te voor met zijn niet die er aan ook om als bij door naar werd heeft maar uit"),
        Words("pl", "w i na z do się nie że jest to o po jak za od przez był dla co ale są tym oraz przy czy być"),
        Words("sv", "och i att det som en på är av för med till den inte har de om ett han men var sig från vi"),
        Words("da", "og i at det som en på er af for med til den ikke har de om et han men var sig fra blev der"),
        Words("no", "og i at det som en på er av for med til den ikke har de om et han men var seg fra ble etter"),
        Words("fi", "ja on ei että se oli hän mutta ovat myös kun joka mukaan tai vuoden niin ole sen kuin"),
        Words("cs", "a v se na je že s z do o to i k ve pro za by ale od jako po už při jsou byl podle"),
        Words("sk", "a v sa na je že s z do o to i k vo pre za by ale od ako po už pri sú bol podľa"),
        Words("hu", "a az és hogy nem is egy meg volt ez csak már de mint azt ki kell még szerint el"),
        Words("ro", "de și în a la cu că pe din care nu un o pentru este mai se să au fost după prin"),
        Words("tr", "ve bir bu da de için ile olarak olan daha çok gibi sonra kadar en ne o ise dedi"),
        Words("id", "yang dan di dengan untuk pada tidak ini dari dalam itu akan ke oleh juga adalah telah kata ada karena"),
        Words("ms", "yang dan di dengan untuk pada tidak ini dari dalam itu akan ke oleh juga adalah telah kata beliau kerana"),
        Words("vi", "và của là có được trong cho không với các một người đã những này khi từ đến năm"),
        Words("ca", "el la els les de que i en un una del per amb no es és al com més ha dels aquest però"),
        Words("hr", "i u je se na da su za od s o koji a što će bi iz kako nije ali do koje bio"),
        Words("sl", "in je v na se da so za ki z s o pa od tudi ne po kot bi ali iz pri še"),
        Words("lt", "ir kad į su iš yra tai buvo bet ar kaip nuo dėl apie po už jis taip"),
        Words("sw", "ya na wa kwa katika ni za la kuwa cha hiyo hii ili alisema pia kama baada hata wake"),
        Words("et", "ja on et ei ka see oli kui ta mis aga oma või siis mida"),
    ];

    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> s_languagesByWord =
        LanguagesByWord().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the text cannot be in that language.</summary>
    public bool Contradicts(string tag)
    {
        var language = tag.Split('-')[0];
        if (Script.Length == 0)
            return false;
        if (Script == "Latin")
            return (s_scripts.Any(script => script.Key is not ("Cyrillic" or "Devanagari" or "Arabic") && script.Value.Contains(language))
                    && Confidence > 0.5)
                || (Confidence >= 0.7 && Language != language && s_words.Any(entry => entry.Language == language));
        return s_scripts.TryGetValue(Script, out var languages) && !languages.Contains(language);
    }

    public static LanguageGuess Of(string text)
    {
        var script = ScriptOf(text);
        if (script == "Latin")
            return OfWords(text);
        if (!s_scripts.TryGetValue(script, out var languages))
            return new(null, 0, script);
        var language = script switch
        {
            "Cyrillic" when text.AsSpan().ContainsAny("іїєґ") => "uk",
            "Cyrillic" when text.AsSpan().ContainsAny("ђћјљњ") => "sr",
            "Cyrillic" when !text.AsSpan().ContainsAny("ыэ") && text.Contains('ъ', StringComparison.Ordinal) => "bg",
            "Arabic" when text.AsSpan().ContainsAny("ٹڈےں") => "ur",
            "Arabic" when text.AsSpan().ContainsAny("پچگی") => "fa",
            _ => languages[0],
        };
        return new(language, 0.6, script);
    }

    private static LanguageGuess OfWords(string text)
    {
        Span<int> counts = stackalloc int[s_words.Length];
        var words = 0;
        var folded = TextFold.Fold(text).AsSpan();
        foreach (var word in folded.Split(' '))
        {
            words++;
            if (!s_languagesByWord.TryGetValue(folded[word], out var speakers))
                continue;
            foreach (var language in speakers)
                counts[language]++;
        }

        var (best, second) = (0, -1);
        for (var i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[best])
                (best, second) = (i, best);
            else if (second < 0 || counts[i] > counts[second])
                second = i;
        }

        if (words < FewestWords || counts[best] * 8 < words)
            return new(null, 0, "Latin");
        // Sure only where the next language is far behind: Danish and Norwegian never are.
        var lead = (double)(counts[best] - counts[second]) / counts[best];
        return new(s_words[best].Language, lead > 0.3 ? 0.75 : lead > 0.1 ? 0.6 : 0.4, "Latin");
    }

    private static string ScriptOf(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var c in text.Length > 1_500 ? text.AsSpan(0, 1_500) : text)
        {
            if (char.IsLetter(c) && ScriptOf(c) is { } script)
                counts[script] = counts.GetValueOrDefault(script) + 1;
        }

        // Japanese writes its grammar in kana between Chinese characters.
        if (counts.GetValueOrDefault("Kana") * 5 > counts.GetValueOrDefault("Han"))
            return "Kana";
        return counts.Count == 0 ? "" : counts.MaxBy(entry => (entry.Value, entry.Key)).Key;
    }

    private static string? ScriptOf(char c) => c switch
    {
        < '\u0250' => "Latin",
        >= '\u0370' and < '\u0400' => "Greek",
        >= '\u0400' and < '\u0530' => "Cyrillic",
        >= '\u0530' and < '\u0590' => "Armenian",
        >= '\u0590' and < '\u0600' => "Hebrew",
        >= '\u0600' and < '\u0780' or >= '\ufb50' and < '\ufe00' => "Arabic",
        >= '\u0900' and < '\u0980' => "Devanagari",
        >= '\u0980' and < '\u0a00' => "Bengali",
        >= '\u0a00' and < '\u0a80' => "Gurmukhi",
        >= '\u0a80' and < '\u0b00' => "Gujarati",
        >= '\u0b00' and < '\u0b80' => "Oriya",
        >= '\u0b80' and < '\u0c00' => "Tamil",
        >= '\u0c00' and < '\u0c80' => "Telugu",
        >= '\u0c80' and < '\u0d00' => "Kannada",
        >= '\u0d00' and < '\u0d80' => "Malayalam",
        >= '\u0d80' and < '\u0e00' => "Sinhala",
        >= '\u0e00' and < '\u0e80' => "Thai",
        >= '\u0e80' and < '\u0f00' => "Lao",
        >= '\u1000' and < '\u10a0' => "Myanmar",
        >= '\u10a0' and < '\u1100' => "Georgian",
        >= '\u1200' and < '\u13a0' => "Ethiopic",
        >= '\u1780' and < '\u1800' => "Khmer",
        >= '\u1e00' and < '\u1f00' => "Latin",
        >= '\u3040' and < '\u3100' => "Kana",
        >= '\u3400' and < '\ua000' => "Han",
        >= '\uac00' and < '\ud7b0' => "Hangul",
        _ => null,
    };

    private static (string, string[]) Words(string language, string words) => (language, words.Split(' '));

    private static FrozenDictionary<string, int[]> LanguagesByWord()
    {
        var languages = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < s_words.Length; i++)
        {
            foreach (var word in s_words[i].Words)
            {
                if (!languages.TryGetValue(word, out var speakers))
                    languages.Add(word, speakers = []);
                if (!speakers.Contains(i))
                    speakers.Add(i);
            }
        }

        return languages.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
    }
}
