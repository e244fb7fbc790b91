using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Broadsheet.Publishing.Website;

/// <summary>
/// Parts of pages that stand on many of them – a story's card, the masthead – are made once for all the pages of a printing. The tag is
/// <c>{% fragment "card", story: story, size: "row" %}</c>: as <c>include</c>, but what the template sees beside its arguments must be the same
/// all over the site.
/// </summary>
/// <param name="theme">Whose templates.</param>
/// <param name="templateOf">Gives a template by name.</param>
internal sealed partial class Fragments(Theme theme, Func<string, IFluidTemplate> templateOf)
{
    /// <summary>Where a template's context keeps the fragments of the printing.</summary>
    public const string Name = "fragments";

    // Cards of 50,000 stories; what is beyond is made anew.
    private const long MostBytes = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, byte[]> made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> kept = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>Writes the fragment that the tag names.</summary>
    public static ValueTask<Completion> WriteAsync(IReadOnlyList<FilterArgument> arguments, TextWriter writer, TextEncoder encoder, TemplateContext context) =>
        ((Fragments)context.AmbientValues[Name]).FillAsync(arguments, writer, encoder, context);

    private async ValueTask<Completion> FillAsync(IReadOnlyList<FilterArgument> arguments, TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        context.IncrementSteps();
        var name = (await arguments[0].Expression.EvaluateAsync(context)).ToStringValue();
        var key = kept.GetOrAdd(name, IsKept) ? new StringBuilder(name, 128) : null;
        context.EnterChildScope();
        try
        {
            foreach (var argument in arguments.Skip(1))
            {
                var value = await argument.Expression.EvaluateAsync(context);
                context.SetValue(argument.Name, value);
                if (key is not null && !Add(key, value))
                    key = null;
            }

            if (key is null)
                await templateOf(name).RenderAsync(writer, encoder, context);
            else
                Lay(await MadeAsync(name, key.ToString(), encoder, context), writer);
        }
        finally
        {
            context.ReleaseScope();
        }

        return Completion.Normal;
    }

    private async ValueTask<byte[]> MadeAsync(string name, string key, TextEncoder encoder, TemplateContext context)
    {
        if (made.TryGetValue(key, out var known))
            return known;
        using var sheet = new Utf8Sheet();
        await templateOf(name).RenderAsync(sheet, encoder, context);
        var fragment = sheet.ToBytes();
        if (Interlocked.Add(ref bytes, fragment.Length) < MostBytes)
            made.TryAdd(key, fragment);
        return fragment;
    }

    private static void Lay(byte[] fragment, TextWriter writer)
    {
        if (writer is Utf8Sheet sheet)
            sheet.Append(fragment);
        else
            writer.Write(Encoding.UTF8.GetString(fragment));
    }

    /// <summary>Adds a value to the key. False for one that cannot be told from another.</summary>
    private static bool Add(StringBuilder key, FluidValue value)
    {
        switch (value)
        {
            case StoryValue story:
                key.Append("\u0001s").Append(story.Id);
                return true;
            case { Type: FluidValues.Nil }:
                key.Append("\u0001n");
                return true;
            case { Type: FluidValues.String or FluidValues.Number or FluidValues.Boolean }:
                // Texts are plain, and have no control character to pretend an end with.
                key.Append('\u0001').Append((char)('A' + (int)value.Type)).Append(value.ToStringValue());
                return true;
            default:
                return false;
        }
    }

    /// <summary>A template of the site's own may look at anything, so that it, and what includes it, is filled anew each time.</summary>
    private bool IsKept(string name) =>
        !theme.IsOwn(name + ".liquid") && Included().Matches(theme.Template(name + ".liquid") ?? "").All(include => IsKept(include.Groups["name"].Value));

    [GeneratedRegex("""\{%-?\s*(include|render|fragment)\s+["'](?<name>[^"']+)["']""")]
    private static partial Regex Included();
}

/// <summary>A story as templates see it, made when a template looks: a card that is there already needs none of it.</summary>
internal sealed class StoryValue(string id, Func<FluidValue> make) : FluidValue
{
    private FluidValue? made;

    /// <summary>The story's id.</summary>
    public string Id { get; } = id;

    public override FluidValues Type => FluidValues.Object;

    private FluidValue Made => made ??= make();

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => Made.GetValueAsync(name, context);

    public override bool Equals(FluidValue? other) => other is StoryValue story && story.Id == Id;

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => Id;

    public override object ToObjectValue() => Made.ToObjectValue();

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}

/// <summary>What a page shows inside its layout, as it was made.</summary>
internal sealed class SheetValue(Utf8Sheet content) : FluidValue
{
    public override FluidValues Type => FluidValues.String;

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, System.Globalization.CultureInfo cultureInfo)
    {
        if (writer is Utf8Sheet sheet)
            sheet.Append(content.Written);
        else
            writer.Write(ToStringValue());
        return default;
    }

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other);

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => Encoding.UTF8.GetString(content.Written);

    public override object ToObjectValue() => ToStringValue();

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => content.GetHashCode();
}
