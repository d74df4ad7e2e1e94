using System.Runtime.InteropServices;

namespace Rapport.Core.Fit.Cities;

/// <summary>An open therapist before a client, with what decides the order.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Offer(int Therapist, double Score, double Lot);
