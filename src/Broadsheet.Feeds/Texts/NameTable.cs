using System.Text;

namespace Broadsheet.Feeds.Texts;

/// <summary>
/// Names in ASCII with what is known of each: lower case, found in any case, or exactly as they are. It is asked for every tag, attribute and
/// reference of a text, where hashing a name without case took longer than all the rest.
/// </summary>
internal sealed class NameTable<T>
{
    private readonly (byte[]? Name, T Value)[] entries;
    private readonly bool isExact;

    public NameTable(IReadOnlyCollection<KeyValuePair<string, T>> values, bool isExact = false)
    {
        this.isExact = isExact;
        entries = new (byte[]?, T)[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(values.Count * 4))];
        foreach (var (name, value) in values)
        {
            var bytes = Encoding.ASCII.GetBytes(name);
            var place = PlaceOf(bytes);
            while (entries[place].Name is not null)
                place = (place + 1) & (entries.Length - 1);
            entries[place] = (bytes, value);
        }
    }

    /// <summary>What is known of a name.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out T value)
    {
        value = default!;
        if (name.IsEmpty)
            return false;
        for (var place = PlaceOf(name); entries[place].Name is { } known; place = (place + 1) & (entries.Length - 1))
        {
            if (!name.SequenceEqual(known) && (isExact || !Ascii.EqualsIgnoreCase(name, known)))
                continue;
            value = entries[place].Value;
            return true;
        }

        return false;
    }

    private int PlaceOf(ReadOnlySpan<byte> name) =>
        ((name.Length * 37) + ((name[0] | 0x20) * 131) + ((name[^1] | 0x20) * 17) + ((name[name.Length / 2] | 0x20) * 5)) & (entries.Length - 1);
}
