using System.IO.Compression;
using Rapport.Core.Places;

namespace Rapport.Places;

/// <summary>The outlines of states and counties that come with the program, read from it when a map is first drawn.</summary>
internal static class ShapeTable
{
    private const string Resource = "Rapport.Places.shapes.bin.br";

    private static readonly Lazy<LandShapes> Read = new(() =>
    {
        using var packed = typeof(ShapeTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without its table of shapes ({Resource}).");
        using var table = new BrotliStream(packed, CompressionMode.Decompress);
        return LandShapes.Read(table);
    });

    internal static LandShapes Shapes => Read.Value;
}
