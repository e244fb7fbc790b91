using System.Runtime.Intrinsics;
using System.Text;

namespace Broadsheet.Feeds.Texts;

/// <summary>A few bytes that are written often: memory for the most it could be is written in one step.</summary>
internal readonly struct ShortText
{
    /// <summary>ASCII of at most sixteen characters.</summary>
    public ShortText(string text)
    {
        var bytes = new byte[Vector128<byte>.Count];
        Length = Encoding.ASCII.GetBytes(text, bytes);
        Bytes = Vector128.Create(bytes);
    }

    /// <summary>The text, and zeros after it.</summary>
    public Vector128<byte> Bytes { get; }

    public int Length { get; }
}
