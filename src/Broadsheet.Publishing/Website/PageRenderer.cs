using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Broadsheet.Publishing.Newsletters;
using Fluid;
using Fluid.Values;

namespace Broadsheet.Publishing.Website;

/// <summary>Fills a theme's Liquid templates. Everything printed is escaped for HTML unless a template says <c>raw</c>.</summary>
internal sealed class PageRenderer
{
    // A template of the site's own may loop; no page of ours comes near.
    private const int MostSteps = 2_000_000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly ThemeParser Parser = new();

    private static readonly Type[] Visible =
    [
        typeof(SiteView), typeof(PageView), typeof(FeedLinkView), typeof(TopicView), typeof(ProviderView), typeof(PictureView), typeof(TimeView),
        typeof(PartView), typeof(ArticleView), typeof(CoverageView), typeof(StoryView), typeof(SectionView), typeof(DiversityView), typeof(CalendarView), typeof(CalendarDayView),
        typeof(LabelView), typeof(SourceView), typeof(SourceGroupView), typeof(LinkView), typeof(ReportView),
        typeof(Newsletter), typeof(NewsletterSite), typeof(NewsletterSection), typeof(NewsletterItem), typeof(NewsletterReport), typeof(NewsletterPicture),
        typeof(NewsletterLinks), typeof(IssueView),
    ];

    private readonly TemplateOptions options;
    private readonly Dictionary<string, IFluidTemplate> templates = new(StringComparer.Ordinal);
    private readonly string language;
    private readonly Theme theme;

    public PageRenderer(Theme theme, ThemeStrings strings)
    {
        this.theme = theme;
        language = strings.Language;
        options = new TemplateOptions
        {
            FileProvider = new ThemeTemplates(theme),
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            Now = () => DateTimeOffset.UnixEpoch,
            MaxSteps = MostSteps,
            MemberAccessStrategy = new DefaultMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.SnakeCase },
        };
        foreach (var type in Visible)
            options.MemberAccessStrategy.Register(type);
        AddFilters(strings);
        foreach (var name in theme.TemplateNames)
            templates[name] = Parse(theme, name);
    }

    /// <summary>Renders a template inside the theme's layout, as UTF-8.</summary>
    /// <param name="name">Name of the template without its ending; <c>about.de.liquid</c> is taken before <c>about.liquid</c> on a German site.</param>
    /// <param name="site">The site around the page.</param>
    /// <param name="page">The page.</param>
    /// <param name="policy">Says what the page may load, from its finished content.</param>
    /// <param name="fragments">What pages of the same printing have in common.</param>
    /// <param name="values">What else the template sees, by name.</param>
    public ReadOnlyMemory<byte> Render(
        string name,
        SiteView site,
        PageView page,
        Func<ReadOnlySpan<byte>, string> policy,
        Fragments fragments,
        IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var context = ContextWith(values, fragments);
        context.SetValue("site", FluidValue.Create(site, options));
        context.SetValue("page", FluidValue.Create(page, options));
        using var content = new Utf8Sheet();
        Fill(Template(name), content, context);
        context.SetValue("page", FluidValue.Create(page with { Policy = policy(content.Written) }, options));
        context.SetValue("content", new SheetValue(content));
        using var whole = new Utf8Sheet();
        Fill(Template("layout"), whole, context);
        return whole.ToBytes();
    }

    /// <summary>Renders a template without the theme's layout.</summary>
    /// <param name="name">Name of the template without its ending.</param>
    /// <param name="values">What it sees, by name.</param>
    public string RenderBare(string name, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        using var writer = new StringWriter(new StringBuilder(16 * 1024), CultureInfo.InvariantCulture) { NewLine = "\n" };
        Fill(Template(name), writer, ContextWith(values, NewFragments()));
        return writer.ToString();
    }

    /// <summary>An empty set of what pages have in common; one for each printing.</summary>
    public Fragments NewFragments() => new(theme, name => templates[name + ".liquid"]);

    /// <summary>A value that is made when a template looks at it.</summary>
    public StoryValue Later(string id, Func<StoryView> make) => new(id, () => FluidValue.Create(make(), options));

    private TemplateContext ContextWith(IReadOnlyList<KeyValuePair<string, object?>> values, Fragments fragments)
    {
        var context = new TemplateContext(options);
        context.AmbientValues[Fragments.Name] = fragments;
        foreach (var (key, value) in values)
            context.SetValue(key, FluidValue.Create(value, options));
        return context;
    }

    // No template of ours waits for anything, so this has completed.
    private static void Fill(IFluidTemplate template, TextWriter writer, TemplateContext context) =>
        template.RenderAsync(writer, Encoder, context).AsTask().GetAwaiter().GetResult();

    private static IFluidTemplate Parse(Theme theme, string name) =>
        Parser.TryParse(theme.Template(name), out var template, out var error)
            ? template
            : throw new InvalidDataException($"theme/templates/{name}: {error}");

    private IFluidTemplate Template(string name) =>
        templates.TryGetValue($"{name}.{language}.liquid", out var translated) ? translated : templates[$"{name}.liquid"];

    private void AddFilters(ThemeStrings strings)
    {
        // {{ "key" | t }}, {{ "key" | t: number }} and {{ "key" | t: "a text" }} for a key with {x} in it.
        options.Filters.AddFilter("t", (input, arguments, _) =>
        {
            var key = input.ToStringValue();
            var text = arguments.Count == 0
                ? strings[key]
                : arguments.At(0) is NumberValue number
                    ? strings.Counted(key, (long)number.ToNumberValue())
                    : strings[key].Replace("{x}", arguments.At(0).ToStringValue(), StringComparison.Ordinal);
            return new ValueTask<FluidValue>(new StringValue(text));
        });
        // Theme strings of signals and parts are looked up by the engine's code; a code without a string is shown as it is.
        options.Filters.AddFilter("label", (input, arguments, _) =>
        {
            var code = input.ToStringValue();
            var key = arguments.At(0).ToStringValue() + "." + code;
            var text = strings[key];
            return new ValueTask<FluidValue>(new StringValue(text == key ? code.Replace('-', ' ') : text));
        });
    }

    private sealed class ThemeParser : FluidParser
    {
        public ThemeParser() => RegisterParserTag("fragment", ArgumentsList, Fragments.WriteAsync);
    }
}
