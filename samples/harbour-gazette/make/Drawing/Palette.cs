using SkiaSharp;

namespace HarbourGazette.Make.Drawing;

/// <summary>The colours of an hour of the day on this coast.</summary>
internal sealed record Palette(
    string SkyTop,
    string SkyLow,
    string Sun,
    string Cloud,
    string LandFar,
    string LandNear,
    string SeaFar,
    string SeaNear,
    string Foam,
    string Ink,
    string Wall,
    string Roof,
    string Accent,
    string Light)
{
    public static readonly Palette Dawn = new("F4A988", "FBE3C2", "FFF3D6", "FBD0B5", "C58A86", "7A5A6B", "7FA6AE", "2F5D73", "FCEBDD", "2B2A3D", "F3E3D0", "B5524A", "D9483B", "FFD98A");
    public static readonly Palette Morning = new("8CC7E0", "DDF1F4", "FFF7DC", "FFFFFF", "8DB3A0", "4C8270", "4FA3B5", "17607A", "F2FBFB", "17324A", "FBF3E4", "C65D3B", "E4572E", "FFE08A");
    public static readonly Palette Noon = new("5AAFE0", "BFE5F2", "FFF9E0", "FFFFFF", "7FB58E", "3F8163", "2E96B8", "0B5F86", "EAF8FB", "12304A", "FFF6E6", "D0693F", "F0B429", "FFF0B0");
    public static readonly Palette Overcast = new("A9B7BD", "DCE3E3", "F4F4EC", "C9D3D6", "8C9C9A", "5B716F", "7C98A0", "3C5A68", "E8EEEE", "22313A", "E9E6DC", "8F5A4A", "C8553D", "F5D98B");
    public static readonly Palette Dusk = new("3F3B6C", "F08A5D", "FFD27A", "B8567A", "6B4A6E", "3B2F55", "7A5C8A", "2B2A55", "F9C7A0", "1B1836", "D9B8A8", "8C3F4D", "F2A541", "FFD36E");
    public static readonly Palette Night = new("0B1630", "24406B", "F4F1DC", "2F4A73", "1C2F4F", "12203A", "1D3B62", "0C1D38", "7FA0C4", "060D1C", "55688A", "3A4666", "E7A93B", "FFD66B");
    public static readonly Palette Storm = new("2C3440", "6C7A80", "AAB4B4", "46525C", "4A5860", "2F3B44", "4C666E", "1F3840", "DDE7E6", "121A20", "A9AAA0", "6B4038", "E0A030", "FFDD80");

    public static SKColor Colour(string hex) => SKColor.Parse(hex);
}
