using System.Globalization;

namespace Rapport.Core.Places;

/// <summary>A ZIP code with what is known of it.</summary>
/// <param name="Zip">Five digits.</param>
/// <param name="City">The town that the post names for it.</param>
/// <param name="State">The state or territory.</param>
/// <param name="County">The county in full ("Alameda County", "Orleans Parish"), empty where there is none.</param>
/// <param name="Point">Its centre; of post boxes, the centre of their town.</param>
/// <param name="People">
/// About how many people live there, 0 for post boxes: an estimate that shares a town's people out evenly among its ZIPs.
/// Good for ranking and for densities, not for statistics.
/// </param>
public sealed record PostalArea(string Zip, string City, State State, string County, GeoPoint Point, int People)
{
    /// <summary>The ZIP as a number, 0 to 99,999.</summary>
    public int Number => int.Parse(Zip, NumberStyles.None, CultureInfo.InvariantCulture);
}
