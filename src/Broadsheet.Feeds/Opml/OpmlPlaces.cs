using System.Text;

namespace Broadsheet.Feeds.Opml;

/// <summary>Places in UTF-8 as places in the same text as characters: a list is read as bytes and edited as a string.</summary>
internal readonly struct OpmlPlaces
{
    private readonly int[]? charactersBefore;

    public OpmlPlaces(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
            return;
        charactersBefore = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
            charactersBefore[i + 1] = charactersBefore[i] + CharactersBegunBy(text[i]);
    }

    public int this[int position] => charactersBefore is null ? position : charactersBefore[position];

    // Bytes that continue a character begin none; four bytes are two UTF-16 units.
    private static int CharactersBegunBy(byte b) => (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
}
