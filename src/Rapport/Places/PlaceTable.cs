using System.IO.Compression;
using Rapport.Core.Places;

namespace Rapport.Places;

/// <summary>The places that come with the program, read from it when first asked for.</summary>
internal static class PlaceTable
{
    private const string Resource = "Rapport.Places.places.csv.br";

    private static readonly Lazy<Gazetteer> Read = new(() =>
    {
        using var packed = typeof(PlaceTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without its table of places ({Resource}).");
        using var table = new BrotliStream(packed, CompressionMode.Decompress);
        return Gazetteer.Read(table);
    });

    internal static Gazetteer Gazetteer => Read.Value;
}
