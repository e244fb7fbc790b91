using System.Globalization;

namespace Broadsheet.Testing;

/// <summary>A week of a small harbour town, for pages that need a whole newspaper to be looked at.</summary>
public static class SomeEdition
{
    private static readonly Provider[] Outlets =
    [
        Outlet("Harbour Gazette", "harbourgazette.example"),
        Outlet("The Tidewater Courier", "tidewatercourier.example"),
        Outlet("Quayside Radio", "quaysideradio.example"),
        Outlet("Northshore Post", "northshorepost.example"),
        Outlet("Fishing & Trade Weekly", "fishingtrade.example"),
        Outlet("Island Bulletin", "islandbulletin.example"),
        Outlet("Town Hall Notes", "townhall.example"),
        Outlet("Harbour Voice", "harbourvoice.example"),
    ];

    private static readonly Topic[] Topics =
    [
        new() { Id = "saltmere", Name = "Saltmere", Keywords = ["saltmere"] },
        Child("harbour", "Harbour", "harbour", "ferry", "quay", "pier"),
        Child("council", "Town Council", "council", "budget", "mayor"),
        Child("schools", "Schools", "school", "pupils"),
        Child("weather", "Weather & Sea", "storm", "tide", "flood"),
        Child("culture", "Arts & Festivals", "festival", "museum", "choir"),
        Child("sport", "Sport", "regatta", "rowing", "football"),
        Child("voice", "Residents’ Voice") with { Sources = ["harbourvoice.example"], Highlight = new Highlight("Residents’ Voice", "#FFFFFF", "#0B5D5E") },
    ];

    // Headlines of one story, the lead first: outlet, topic, hours ago, headline, excerpt.
    private static readonly (string Topic, int HoursAgo, bool Picture, string Excerpt, (int Outlet, string Title)[] Reports)[] Events =
    [
        ("Harbour", 3, true, "The Margaret Rose sailed at 6.40 on Wednesday morning with 112 passengers and a cargo of post, two weeks after a cracked shaft left the island with a fishing boat for a lifeline.",
            [(0, "Ferry to the island sails again after two weeks on the slipway"), (1, "Island ferry back in service, with a second crew on call"), (2, "Applause on the quay as Margaret Rose casts off"), (5, "Post, bread and grandchildren: the boat is back"), (4, "Ferry repair bill reaches 310,000; insurer to pay half"), (7, "Two weeks without a ferry taught us to ask for two boats")]),
        ("Town Council", 5, true, "By nine votes to six the council put off the new parking charges on the quay until the autumn, and asked for figures nobody had on the night.",
            [(6, "Council delays quay parking charges until autumn"), (0, "Parking charges parked: council votes nine to six"), (3, "Traders cheer as council backs away from quay charges"), (7, "Who counted the cars? Residents want the figures first")]),
        ("Weather & Sea", 7, false, "A spring tide and a north-easterly are expected to meet shortly before midnight on Thursday. Fish Street and the lower quay should be clear of cars by eight.",
            [(2, "Flood warning for Fish Street as storm meets spring tide"), (1, "Sandbags handed out on the lower quay"), (5, "Island braces for Thursday’s tide")]),
        ("Schools", 9, true, "Pupils of the sea school built the four-metre boat over two winters from larch that blew down in the park.",
            [(3, "Pupils launch the boat they built from storm-felled larch"), (0, "Sea school’s larch boat floats at the first attempt")]),
        ("Harbour", 12, false, "Divers found the missing channel buoy forty metres from its station, lying on the chain of an anchor that nobody has claimed.",
            [(4, "Missing channel buoy found on an unclaimed anchor"), (2, "Harbour master asks: whose anchor is it?"), (0, "Buoy recovered, channel open to night traffic again")]),
        ("Arts & Festivals", 14, true, "The museum’s new room shows 214 objects from the lighthouse, among them the log in which three keepers argued for eleven years about the soup.",
            [(1, "Museum opens its lighthouse room with a log full of soup"), (0, "Three keepers, one pot: lighthouse room opens")]),
        ("Sport", 16, false, "The women’s four finished two lengths ahead of the city crews and forty seconds inside the old course record.",
            [(3, "Rowing four breaks course record at the winter head"), (2, "Saltmere women beat the city crews by two lengths")]),
        ("Town Council", 18, false, "The draft budget keeps the library open on Saturdays and moves the saving to street lighting after one in the morning.",
            [(6, "Draft budget keeps Saturday library, dims lights after one"), (1, "Mayor’s budget: books on, lamps off")]),
        ("Harbour", 20, true, "The fish auction moves online in May. Buyers will still be able to stand in the hall, as long as they bring a telephone.",
            [(4, "Fish auction goes online in May, the bell stays"), (1, "Auctioneer keeps his bell as the clock moves to the screen")]),
        ("Schools", 22, false, "From September the early bus will wait for the ferry, which parents have asked for since the timetable of 2019.",
            [(0, "School bus will wait for the ferry from September")]),
        ("Weather & Sea", 24, false, "The old tide gauge under the pier has measured every high water since 1891. On Tuesday it was read for the last time by hand.",
            [(1, "Last hand reading of the 1891 tide gauge"), (3, "Tide gauge under the pier goes digital after 135 years")]),
        ("Arts & Festivals", 26, true, "Forty voices, one harbour crane and a conductor in a survival suit: the choir’s summer programme was read out on the quay.",
            [(2, "Choir to sing from the harbour crane at midsummer"), (7, "A choir in a crane is still a choir")]),
        ("Sport", 28, false, "Saltmere came back from two down with three goals in the last quarter of an hour, the third of them from the corner flag.",
            [(3, "Three late goals turn the derby on the marsh pitch")]),
        ("Harbour", 30, false, "The dredger will work at night until Friday. Residents of Quay Row can collect ear plugs at the harbour office.",
            [(0, "Dredger works nights until Friday; ear plugs at the office"), (7, "Who sleeps on Quay Row this week?")]),
        ("Town Council", 33, true, "A study counts 61 empty flats above the shops of the high street and proposes a rent guarantee for those who open them.",
            [(1, "Sixty-one empty flats above the shops, says housing study"), (6, "Housing study: rent guarantee proposed for upper floors"), (3, "Empty flats could house a tenth of the waiting list")]),
        ("Schools", 36, false, "The science room floods at every spring tide. Since Monday it is also where the fifth year measures spring tides.",
            [(5, "Flooded science room becomes a tide laboratory")]),
        ("Arts & Festivals", 40, false, "Organisers want smaller stages and later boats after last year’s queue reached the church.",
            [(0, "Herring festival plans smaller stages and later boats")]),
        ("Sport", 44, false, "Entries for the June regatta opened on Monday; the dinghy class was full by the evening.",
            [(2, "Regatta dinghy class full on the first evening")]),
        ("Harbour", 47, false, "The pier’s northern lamp, dark since the gale in November, is lit again with glass from the old ice house.",
            [(1, "Northern pier lamp lit again"), (5, "A light for the last mile home")]),
        ("Town Council", 50, false, "The town clerk found the missing deed to the bowling green in the frame of a portrait of his predecessor.",
            [(6, "Deed to the bowling green found behind a portrait")]),
        ("Weather & Sea", 54, false, "February brought eleven gales and nineteen hours of sunshine, the fewest since the school began to count.",
            [(3, "Nineteen hours of sun: the greyest February on the school’s record")]),
        ("Harbour", 60, false, "The lifeboat was called to a drifting yacht, a drifting kayak and a drifting barbecue, all within a Sunday.",
            [(2, "Three calls on one Sunday for the lifeboat"), (0, "Lifeboat tows yacht, kayak and barbecue to safety")]),
        ("Schools", 66, false, "Parents and teachers will run the breakfast club themselves until the summer.",
            [(7, "Breakfast club goes on, run by parents")]),
        ("Arts & Festivals", 72, true, "The print workshop in the old net loft opens with a press that printed this town’s first timetable.",
            [(1, "Old net loft opens as a print workshop"), (0, "The press that printed the first timetable is back at work")]),
        ("Sport", 80, false, "The walking football team has moved its training to low tide, when the beach is wide enough for two pitches.",
            [(5, "Walking football moves to the low-tide beach")]),
        ("Harbour", 96, false, "A seal has learned to board the ferry’s landing stage. The harbour office asks passengers not to queue behind it.",
            [(0, "Seal on the landing stage: please do not queue behind it"), (2, "The ferry’s most regular passenger has flippers"), (5, "Seal 1, Timetable 0")]),
        ("Town Council", 110, false, "The allotment society offered the council a tonne of leeks in lieu of rent. The council will take legal advice.",
            [(3, "Allotments offer a tonne of leeks in lieu of rent")]),
        ("Weather & Sea", 120, false, "The coast path is open again between the quarry and the chapel. Walkers should keep to the landward side of the rope.",
            [(1, "Coast path reopens between quarry and chapel")]),
    ];

    /// <summary>The edition of noon, 4 March 2026.</summary>
    public static Edition Create() => new()
    {
        At = Some.Moment,
        Masthead = new Masthead
        {
            Title = "The Saltmere Broadsheet",
            Url = "https://saltmere.example",
            Description = "Everything that is written about our harbour, in one place.",
            Locale = "en-gb",
            TimeZone = "Europe/London",
            Contact = "editor@saltmere.example",
        },
        Stories = [.. Events.Select(Story), Video()],
        Topics = Topics,
        Organizations = [.. Outlets.Take(6).Select(outlet => new Organization { Id = outlet.Domain, Name = outlet.Name, Domain = outlet.Domain, Country = "GB", Description = $"{outlet.Name} writes from Saltmere." })],
        Sources = [.. Outlets.Select((outlet, place) => new Source { Url = $"https://{outlet.Domain}/feed.xml", Title = outlet.Name, SiteUrl = $"https://{outlet.Domain}/", Kind = place < 4 ? SourceKind.Curated : SourceKind.Search, Category = place < 6 ? "Newspapers" : "Institutions" })],
        Placements = Events.SelectMany((_, place) => Story(Events[place], place).Articles.Select((article, at) => Placed(article, Id('s', place, 0), at))).ToDictionary(placement => placement.ArticleId),
    };

    /// <summary>The pictures the edition shows, by path below the site: drawn here, so that nothing is borrowed.</summary>
    public static IEnumerable<(string Path, string Svg)> Pictures()
    {
        for (var place = 0; place < Events.Length; place++)
        {
            if (Events[place].Picture)
                yield return ($"assets/images/news/{place}.svg", Seascape(place));
        }

        for (var place = 0; place < Outlets.Length; place++)
            yield return ($"assets/images/organizations/{Outlets[place].Domain}-50x50.svg", Logo(Outlets[place].Name, place));
    }

    private static Provider Outlet(string name, string domain) => new()
    {
        Name = name,
        Domain = domain,
        IsListed = true,
        Images = [new Picture($"https://saltmere.example/assets/images/organizations/{domain}-50x50.svg", 50, 50, true)],
    };

    private static Topic Child(string id, string name, params string[] keywords) => new() { Id = id, Name = name, Parent = "Saltmere", Keywords = keywords };

    private static string Id(char kind, int place, int at) => string.Create(CultureInfo.InvariantCulture, $"{kind}{(place * 4096) + at:x16}");

    private static Story Story((string Topic, int HoursAgo, bool Picture, string Excerpt, (int Outlet, string Title)[] Reports) told, int place)
    {
        var articles = told.Reports.Select((report, at) => Article(told, place, at)).ToList();
        return new Story
        {
            Id = Id('s', place, 0),
            Articles = articles,
            LeadReason = "Best quality of the articles on it.",
            Heat = articles[0].Quality.Value + (20 * (articles.Count - 1)),
            Rank = 100 - place,
            RankParts = [new RankPart("heat", 4.2, "heat of the story"), new RankPart("freshness", -0.3, "hours since the latest article")],
            IsPublished = true,
            PublishReason = "Quality of at least 70.",
        };
    }

    private static Article Article((string Topic, int HoursAgo, bool Picture, string Excerpt, (int Outlet, string Title)[] Reports) told, int place, int at)
    {
        var (outlet, title) = told.Reports[at];
        var provider = Outlets[outlet];
        var picture = told.Picture && at == 0;
        QualitySignal[] signals =
        [
            new("curated-source", 50, provider.Domain),
            new("known-provider", 40, provider.Name),
            .. picture ? [new QualitySignal("image", 20, "1200×800")] : Array.Empty<QualitySignal>(),
            new("topics", 4, $"Saltmere, {told.Topic}"),
            new("title-length", -(at % 3), $"{title.Length} characters"),
        ];
        var published = Some.Moment.AddHours(-told.HoursAgo).AddMinutes((at * 47) - 30);
        var slug = string.Join('-', title.ToLowerInvariant().Split([' ', ':', ',', '’', ';', '?'], StringSplitOptions.RemoveEmptyEntries));
        List<TopicMatch> topics = [new("Saltmere", "root", "Saltmere"), new(told.Topic, "keyword", told.Topic)];
        if (provider.Domain == "harbourvoice.example")
            topics.Add(new("Residents’ Voice", "source", provider.Domain));
        return Some.Article(id: Id('a', place, at), title: title, excerpt: at == 0 ? told.Excerpt : "", url: $"https://{provider.Domain}/{slug}", published: published, provider: provider, topics: topics) with
        {
            Quality = new QualityScore(signals.Sum(signal => signal.Points), signals),
            Images = picture ? [new Picture($"https://saltmere.example/assets/images/news/{place}.svg", 1200, 800, true)] : [],
            Authors = at == 0 ? ["Ada Brook"] : [],
            Language = "en",
        };
    }

    private static Story Video()
    {
        var story = Some.Story(Some.Article(id: Id('a', 200, 0), title: "Watch: the tide comes in on Fish Street", url: "https://video.example/watch?v=tide", published: Some.Moment.AddHours(-130), provider: Outlets[2]) with
        {
            WebUrl = null,
            Type = ArticleType.Video,
            FeaturedContent = "<iframe width=\"800\" height=\"500\" src=\"https://www.youtube-nocookie.com/embed/tide000000\" allowfullscreen></iframe>",
            Topics = [new("Saltmere", "root", "Saltmere"), new("Weather & Sea", "keyword", "tide")],
        });
        return story with { Id = Id('s', 200, 0) };
    }

    private static Placement Placed(Article article, string story, int at) => at == 0
        ? new Placement(article.Id, story, 0, [], null, 0, "opened")
        : new Placement(article.Id, story, 0.74 - (at * 0.05), ["ferry", "island", "quay"], null, 0, "joined");

    private static string Seascape(int seed)
    {
        string[] skies = ["#c9d8dc", "#e8cfb0", "#b9c7d6", "#dfd6c2", "#aebfc4", "#e4b9a0"];
        string[] seas = ["#2f5563", "#3d5a5f", "#27465a", "#4a6a6a", "#1f3d4a", "#35506b"];
        var sky = skies[seed % skies.Length];
        var sea = seas[(seed / 2) % seas.Length];
        var sun = 200 + (seed * 137 % 800);
        var boat = 150 + (seed * 211 % 800);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800"><rect width="1200" height="800" fill="{sky}"/><circle cx="{sun}" cy="300" r="90" fill="#fff6e0"/><path d="M0 430 L240 330 L420 420 L640 350 L900 440 L1200 380 V520 H0 Z" fill="#5d6f68"/><rect y="470" width="1200" height="330" fill="{sea}"/><path d="M{boat} 560 h260 l-50 70 h-160 z" fill="#f4efe2"/><rect x="{boat + 70}" y="500" width="110" height="60" fill="#b23a2e"/><rect x="{boat + 120}" y="400" width="8" height="100" fill="#3a3128"/><path d="M0 690 q60 -24 120 0 t120 0 t120 0 t120 0 t120 0 t120 0 t120 0 t120 0 t120 0 t120 0" fill="none" stroke="#ffffff55" stroke-width="6"/></svg>
            """);
    }

    private static string Logo(string name, int seed)
    {
        string[] colors = ["#7a1f1f", "#1f4b6e", "#2e5e3e", "#5a3a73", "#8a5a12", "#20606a", "#444444", "#0b5d5e"];
        var letter = name.Replace("The ", "", StringComparison.Ordinal)[..1];
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50" width="50" height="50"><rect width="50" height="50" fill="{colors[seed % colors.Length]}"/><text x="25" y="36" font-family="Georgia,serif" font-size="32" font-weight="700" text-anchor="middle" fill="#fff">{letter}</text></svg>""";
    }
}
