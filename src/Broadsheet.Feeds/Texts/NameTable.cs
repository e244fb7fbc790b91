using System.Text;

namespace Broadsheet.Feeds.Texts;

/// <summary>
/// Names in ASCII with what is known of each, found in any case. It is asked for every tag and attribute of a text, where hashing a name
/// without case took longer than all the rest.
/// </summary>
internal sealed class NameTable<T>
{
    private readonly (string? Name, T Value)[] entries;

    public NameTable(IReadOnlyCollection<KeyValuePair<string, T>> values)
    {
        entries = new (string?, T)[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(values.Count * 4))];
        foreach (var (name, value) in values)
        {
            var place = PlaceOf(name);
            while (entries[place].Name is not null)
                place = (place + 1) & (entries.Length - 1);
            entries[place] = (name, value);
        }
    }

    /// <summary>What is known of a name, and the name as the table writes it.</summary>
    public bool TryGet(ReadOnlySpan<char> name, out string written, out T value)
    {
        written = "";
        value = default!;
        if (name.IsEmpty)
            return false;
        for (var place = PlaceOf(name); entries[place].Name is { } known; place = (place + 1) & (entries.Length - 1))
        {
            if (known.Length != name.Length || !Ascii.EqualsIgnoreCase(name, known))
                continue;
            (written, value) = (known, entries[place].Value);
            return true;
        }

        return false;
    }

    private int PlaceOf(ReadOnlySpan<char> name) =>
        ((name.Length * 37) + ((name[0] | 0x20) * 131) + ((name[^1] | 0x20) * 17) + ((name[name.Length / 2] | 0x20) * 5)) & (entries.Length - 1);
}
