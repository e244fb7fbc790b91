using System.Globalization;
using System.Text;
using ZXing.QrCode.Internal;
using Encoder = ZXing.QrCode.Internal.Encoder;

namespace Broadsheet.Server.Desk;

/// <summary>A QR code as what an SVG needs to draw it. The page's policy forbids pictures inside of addresses, and takes this.</summary>
/// <param name="Side">Width and height, in modules, with the empty border.</param>
/// <param name="Path">The dark modules, one unit each.</param>
internal sealed record QrCode(int Side, string Path)
{
    // ISO/IEC 18004 asks for a border of four; many cameras find nothing without it.
    private const int Border = 4;

    // Of version 40, the largest, in bytes.
    private const int Longest = 2331;

    /// <summary>The code of a text, which survives the loss of about 15 percent of it.</summary>
    /// <param name="ascii">Letters, digits and signs of ASCII.</param>
    /// <returns>Null when the text is longer than any code holds (2,331 characters).</returns>
    public static QrCode? Of(string ascii)
    {
        if (ascii.Length > Longest)
            return null;
        var modules = Encoder.encode(ascii, ErrorCorrectionLevel.M).Matrix;
        var path = new StringBuilder();
        for (var row = 0; row < modules.Height; row++)
        {
            // One rectangle for each run: side by side, single modules show seams where a pixel is not a whole one.
            for (var column = 0; column < modules.Width; column++)
            {
                var start = column;
                while (column < modules.Width && modules[column, row] == 1)
                    column++;
                if (column > start)
                    path.Append(CultureInfo.InvariantCulture, $"M{start + Border} {row + Border}h{column - start}v1h-{column - start}z");
            }
        }

        return new QrCode(modules.Width + (2 * Border), path.ToString());
    }
}
