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

    private static readonly FluidParser Parser = new();

    private static readonly Type[] Visible =
    [
        typeof(SiteView), typeof(PageView), typeof(FeedLinkView), typeof(TopicView), typeof(ProviderView), typeof(PictureView), typeof(TimeView),
        typeof(PartView), typeof(ArticleView), typeof(CoverageView), typeof(StoryView), typeof(SectionView), typeof(DiversityView),
        typeof(LabelView), typeof(SourceView), typeof(SourceGroupView), typeof(LinkView), typeof(ReportView),
        typeof(Newsletter), typeof(NewsletterSite), typeof(NewsletterSection), typeof(NewsletterItem), typeof(NewsletterReport), typeof(NewsletterPicture),
        typeof(NewsletterLinks), typeof(IssueView),
    ];

    private readonly TemplateOptions options;
    private readonly Dictionary<string, IFluidTemplate> templates = new(StringComparer.Ordinal);
    private readonly string language;

    public PageRenderer(Theme theme, ThemeStrings strings)
    {
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
    /// <param name="values">What else the template sees, by name.</param>
    public ReadOnlyMemory<byte> Render(
        string name,
        SiteView site,
        PageView page,
        Func<string, string> policy,
        IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var context = new TemplateContext(options);
        foreach (var (key, value) in values)
            context.SetValue(key, FluidValue.Create(value, options));
        context.SetValue("site", FluidValue.Create(site, options));
        context.SetValue("page", FluidValue.Create(page, options));
        var content = Fill(Template(name), context);
        context.SetValue("page", FluidValue.Create(page with { Policy = policy(content) }, options));
        context.SetValue("content", new StringValue(content, encode: false));
        return Encoding.UTF8.GetBytes(Fill(Template("layout"), context));
    }

    /// <summary>Renders a template without the theme's layout.</summary>
    /// <param name="name">Name of the template without its ending.</param>
    /// <param name="values">What it sees, by name.</param>
    public string RenderBare(string name, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var context = new TemplateContext(options);
        foreach (var (key, value) in values)
            context.SetValue(key, FluidValue.Create(value, options));
        return Fill(Template(name), context);
    }

    private static string Fill(IFluidTemplate template, TemplateContext context)
    {
        using var writer = new StringWriter(new StringBuilder(16 * 1024), CultureInfo.InvariantCulture) { NewLine = "\n" };
        // No template of ours waits for anything, so this has completed.
        template.RenderAsync(writer, Encoder, context).AsTask().GetAwaiter().GetResult();
        return writer.ToString();
    }

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
}
